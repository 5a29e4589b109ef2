  // A run of many messages over time: a strip for each curve, each to a scale of its own.

  const CURVE_HEIGHT = 66;
  const CURVE_TOP = 8;
  const OUTCOMES = {
    'succeeded': 'succeeded', 'forwarded': 'forwarded', 'failed': 'failed', 'timed-out': 'timed out',
    'crashed': 'crashed', 'unprocessed': 'not reached', 'ended': 'ended, nothing says how',
  };

  function makeSeries(text, view, reading) {
    const series = JSON.parse(text);
    const last = series.points[series.points.length - 1].offsetSeconds;
    series.outages = series.outages.filter((one) => one.fromSeconds <= last);
    const state = {printing: false};
    const render = () => renderSeries(series, view, reading, pictureWidth(view, state));
    view.hidden = false;
    render();
    redrawWhenNeeded(view, state, render);
  }

  function renderSeries(series, view, reading, width) {
    const end = (series.points[series.points.length - 1].offsetSeconds + series.stepSeconds) * 1000;
    const scale = makeScale([0, end], width, false);
    const sum = (value) => series.points.reduce((all, point) => all + value(point), 0);
    const outcomes = Object.keys(series.points[0].runs);
    const bars = (label, parts, more) => {
      const total = (point) => parts.reduce((all, part) => all + part.value(point), 0);
      return curveRow(series, scale, label, total, rateText(series, most(series, total)), (top) => drawBars(series, scale, parts, top), more);
    };
    const line = (label, value, text) => curveRow(series, scale, label, value, `at most ${text(most(series, value))}`,
      (top) => [svg('path', {class: 'curve', d: curvePath(series, scale, value, top)})]);
    const rows = [
      line('visible', (point) => point.visible, numberText),
      line('in flight', (point) => point.inFlight, numberText),
      line('in the dead-letter queue', (point) => point.inDlq, numberText),
      line('age of the oldest message', (point) => point.ageOfOldestSeconds * 1000, (ms) => lengthText(ms)),
      bars('receives', [{kind: 'looked', value: (point) => point.receives}], []),
    ];
    if (outcomes.length) {
      rows.push(bars('runs, by how they ended',
        outcomes.map((outcome) => ({kind: columnKind(outcome), value: (point) => point.runs[outcome]})),
        outcomes.map((outcome) => outcomeKey(outcome, sum((point) => point.runs[outcome])))));
    }
    if (sum((point) => point.phantomReceives) > 0) {
      rows.push(bars('receives without a run', [{kind: 'unprocessed', value: (point) => point.phantomReceives}], []));
    }
    const axis = drawAxis(scale, {watchedUntil: Infinity});
    for (const outage of series.outages) {
      const from = scale.at(outage.fromSeconds * 1000);
      axis.append(svg('text', {class: 'outage-name', x: Math.min(from, width - 50), y: 13}, 'outage'));
    }
    view.replaceChildren(html('div', {class: 'axis'}, html('div'), axis), html('ul', {class: 'lanes'}, ...rows));
    const whole = 'Point at a curve for its numbers.';
    reading.textContent = whole;
    view.onpointerdown = view.onpointermove = (event) => {
      const strip = event.target.closest('svg');
      reading.textContent = strip ? readingText(series, scale, event.clientX - strip.getBoundingClientRect().left) : whole;
    };
  }

  function most(series, value) {
    return series.points.reduce((all, point) => Math.max(all, value(point)), 0);
  }

  function numberText(n) {
    return n.toLocaleString('en');
  }

  /** By the minute, or where points are closer than that, by the step between two of them. */
  function rateText(series, n) {
    return series.stepSeconds < 60
      ? `at most ${numberText(n)} in ${lengthText(series.stepSeconds * 1000)}`
      : `at most ${numberText(Math.round(n * 60 / series.stepSeconds))} a minute`;
  }

  function outcomeKey(outcome, n) {
    return html('span', {class: 'key'},
      svg('svg', {width: 10, height: 10, 'aria-hidden': 'true'},
        svg('rect', {class: 'bar-' + columnKind(outcome), width: 10, height: 10})),
      `${numberText(n)} ${OUTCOMES[outcome]}`);
  }

  function curveRow(series, scale, label, value, figure, draw, more = []) {
    const top = Math.max(1, most(series, value));
    const picture = svg('svg', {
      viewBox: `0 0 ${scale.width} ${CURVE_HEIGHT}`, width: scale.width, height: CURVE_HEIGHT, role: 'img',
      'aria-label': `${label}: ${figure}`,
    });
    for (const outage of series.outages) {
      const from = scale.at(outage.fromSeconds * 1000);
      picture.append(svg('rect', {
        class: 'outage', x: from, y: 0, width: Math.max(1, scale.at(outage.toSeconds * 1000) - from), height: CURVE_HEIGHT,
      }));
    }
    picture.append(drawGround(scale, CURVE_HEIGHT, Infinity), ...draw(top),
      svg('line', {class: 'life', x1: LEFT, x2: scale.width - RIGHT, y1: CURVE_HEIGHT - 2, y2: CURVE_HEIGHT - 2}));
    return html('li', {class: 'lane'},
      html('div', {class: 'label'}, html('b', {}, label), html('br'), html('span', {}, figure.replace(/ (s|min|h)\b/g, '\u00a0$1')), ...more), picture);
  }

  function heightOf(value, top) {
    return value <= 0 ? 0 : Math.max(1.5, value / top * (CURVE_HEIGHT - 2 - CURVE_TOP));
  }

  /** What there is at a point stays until the next. */
  function curvePath(series, scale, value, top) {
    const base = CURVE_HEIGHT - 2;
    const steps = series.points.map((point) => `H${scale.at(point.offsetSeconds * 1000).toFixed(1)}`
      + `V${(base - heightOf(value(point), top)).toFixed(1)}`);
    return `M${LEFT} ${base}${steps.join('')}H${scale.at(scale.to).toFixed(1)}V${base}Z`;
  }

  /** What happened between two points, those that did not go well at the bottom. */
  function drawBars(series, scale, parts, top) {
    const wide = Math.max(1, scale.at(series.stepSeconds * 1000) - scale.at(0) - 0.5);
    const order = ['failed', 'unprocessed', 'ended', 'looked', 'forwarded', 'succeeded'];
    const sorted = [...parts].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    return series.points.flatMap((point) => {
      let y = CURVE_HEIGHT - 2;
      return sorted.filter((part) => part.value(point) > 0).map((part) => {
        const height = heightOf(part.value(point), top);
        y -= height;
        const x = Math.max(LEFT, scale.at(point.offsetSeconds * 1000) - wide);
        return svg('rect', {class: 'bar-' + part.kind, x, y, width: wide, height});
      });
    });
  }

  function readingText(series, scale, x) {
    const share = (x - LEFT) / (scale.width - LEFT - RIGHT);
    const index = Math.round(share * scale.to / (series.stepSeconds * 1000));
    const point = series.points[Math.min(series.points.length - 1, Math.max(0, index))];
    const runs = Object.entries(point.runs).filter(([, n]) => n > 0).map(([outcome, n]) => `${numberText(n)} ${OUTCOMES[outcome]}`);
    return `At ${offsetText(point.offsetSeconds * 1000, 1)}: ${numberText(point.visible)} visible, ${numberText(point.inFlight)} in flight, `
      + `${numberText(point.inDlq)} in the dead-letter queue, the oldest ${lengthText(point.ageOfOldestSeconds * 1000)} old; `
      + `in the ${lengthText(series.stepSeconds * 1000)} before, ${count(point.receives, 'receive')}${runs.length ? ', runs: ' + runs.join(', ') : ''}.`;
  }
