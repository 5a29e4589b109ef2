  // An axis of time: to scale from end to end, or with the idle time folded, each rest to one scale.

  const LEFT = 50;
  const RIGHT = 18;
  const FOLD = 46;
  const LEAST_SEGMENT = 40;
  const STEPS = [
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
    900_000, 1800_000, 3600_000, 7200_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000, 172_800_000, 345_600_000,
  ];

  /**
   * @param times of all that is to be drawn, in milliseconds
   * @param width in pixels
   */
  function makeScale(times, width, folded) {
    const to = Math.max(...times, 1);
    const from = Math.min(...times, 0);
    const room = width - LEFT - RIGHT;
    const segments = folded ? busy(times, from, to) : [{from, to}];
    const widths = shares(segments, room - FOLD * (segments.length - 1));
    let x = LEFT;
    segments.forEach((segment, i) => {
      segment.x = x;
      segment.width = widths[i];
      x += widths[i] + FOLD;
    });
    const at = (time) => {
      const segment = segments.find((one) => time <= one.to) || segments[segments.length - 1];
      const share = (time - segment.from) / (segment.to - segment.from || 1);
      return segment.x + Math.min(1, Math.max(0, share)) * segment.width;
    };
    const breaks = segments.slice(1).map((segment, i) => ({
      from: segments[i].to, to: segment.from, x: segments[i].x + segments[i].width, width: FOLD,
    }));
    return {at, width, from, to, breaks, ticks: segments.flatMap((segment) => ticks(segment, at))};
  }

  /** Where something happens, with a little room around; what lies between is idle. */
  function busy(times, from, to) {
    const sorted = [...new Set([from, ...times])].sort((a, b) => a - b);
    const idle = (to - from) / 12;
    const clusters = [];
    for (const time of sorted) {
      const last = clusters[clusters.length - 1];
      if (last && time - last.to <= idle) {
        last.to = time;
      } else {
        clusters.push({from: time, to: time});
      }
    }
    const length = clusters.reduce((sum, one) => sum + one.to - one.from, 0);
    const margin = Math.min(idle / 4, Math.max(20, length * 0.05));
    return clusters.map((one, i) => ({from: i ? one.from - margin : one.from, to: one.to + margin}));
  }

  /** One scale for all, but none is too narrow to be seen. */
  function shares(segments, room) {
    const lengths = segments.map((one) => one.to - one.from || 1);
    const least = Math.min(LEAST_SEGMENT, room / segments.length);
    const narrow = new Set();
    for (;;) {
      const wide = lengths.filter((length, i) => !narrow.has(i)).reduce((sum, length) => sum + length, 0);
      const scale = (room - least * narrow.size) / (wide || 1);
      const small = lengths.findIndex((length, i) => !narrow.has(i) && length * scale < least);
      if (small < 0) {
        return lengths.map((length, i) => (narrow.has(i) ? least : length * scale));
      }
      narrow.add(small);
    }
  }

  function ticks(segment, at) {
    const perPixel = (segment.to - segment.from) / segment.width;
    const step = STEPS.find((one) => one / perPixel >= 68) || STEPS[STEPS.length - 1];
    const marks = [];
    for (let time = Math.ceil(segment.from / step) * step; time <= segment.to; time += step) {
      marks.push({time, x: at(time), text: tickText(time, step)});
    }
    if (marks.length === 0) {
      const time = (segment.from + segment.to) / 2;
      marks.push({time, x: at(time), text: lengthText(time, 1)});
    }
    return marks;
  }

  function tickText(time, step) {
    if (step < 60_000 && time < LONGEST_IN_SECONDS) {
      return (time / 1000).toFixed(step % 1000 === 0 ? 0 : step % 100 === 0 ? 1 : step % 10 === 0 ? 2 : 3) + ' s';
    }
    if (step < 60_000) {
      return lengthText(time);
    }
    return step < 3600_000 ? time / 60_000 + ' min' : time / 3600_000 + ' h';
  }

  /** The axis itself; with the lines that go down through the lanes drawn by each lane. */
  function drawAxis(scale, run) {
    const picture = svg('svg', {viewBox: `0 0 ${scale.width} 40`, width: scale.width, height: 40, 'aria-hidden': 'true'});
    for (const tick of scale.ticks) {
      const edge = tick.x > scale.width - 40 ? 'end' : tick.x < 30 ? 'start' : 'middle';
      picture.append(
        svg('line', {class: 'tick', x1: tick.x, x2: tick.x, y1: 34, y2: 40}),
        svg('text', {x: edge === 'end' ? scale.width - 4 : tick.x, y: 29, 'text-anchor': edge}, tick.text));
    }
    for (const fold of scale.breaks) {
      picture.append(
        svg('text', {x: fold.x + fold.width / 2, y: 16, 'text-anchor': 'middle'}, '⋯'),
        svg('text', {class: 'fold', x: fold.x + fold.width / 2, y: 29, 'text-anchor': 'middle'}, shortText(fold.to - fold.from)));
    }
    if (run.watchedUntil === Infinity) {
      return picture;
    }
    const seen = run.watchedUntil <= scale.to;
    const x = seen ? scale.at(run.watchedUntil) : scale.width;
    picture.append(svg('text', {
      x: x + (x > scale.width / 2 ? -3 : 3), y: 13, 'text-anchor': x > scale.width / 2 ? 'end' : 'start',
    }, seen ? 'watched until here' : `watched until ${offsetText(run.watchedUntil, 1)} →`));
    return picture;
  }

  function shortText(ms) {
    return ms < 600_000 ? Math.round(ms / 1000) + ' s' : ms < 7200_000 ? Math.round(ms / 60_000) + ' min' : Math.round(ms / 3600_000) + ' h';
  }

  /** What every lane has behind it: the grid, the folds, and where the watch ended. */
  function drawGround(scale, height, watchedUntil) {
    const ground = svg('g', {'aria-hidden': 'true'});
    for (const tick of scale.ticks) {
      ground.append(svg('line', {class: 'grid', x1: tick.x, x2: tick.x, y1: 0, y2: height}));
    }
    for (const fold of scale.breaks) {
      ground.append(
        svg('rect', {class: 'break', x: fold.x, y: 0, width: fold.width, height}),
        svg('line', {class: 'break-edge', x1: fold.x, x2: fold.x, y1: 0, y2: height}),
        svg('line', {class: 'break-edge', x1: fold.x + fold.width, x2: fold.x + fold.width, y1: 0, y2: height}));
    }
    if (watchedUntil >= scale.from && watchedUntil <= scale.to) {
      const x = scale.at(watchedUntil);
      ground.append(svg('line', {class: 'watched', x1: x, x2: x, y1: 0, y2: height}));
    }
    return ground;
  }
