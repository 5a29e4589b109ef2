  // The picture as a whole: kinds of messages where there are many, else a lane for each.

  const MOST_LANES = 60;
  const PRINTED_WIDTH = 900;

  function start() {
    const run = decode(document.getElementById('run-data').textContent);
    const log = makeLog(document.getElementById('log-data').textContent, run.requests);
    const showLog = makeLines(document.getElementById('log-filter'), document.getElementById('log-shown'),
      document.getElementById('log-lines'), log);
    const card = makeCard(document.getElementById('card'), log, showLog);
    run.hypotheses.forEach((one, i) => {
      one.letter = String.fromCharCode(65 + i);
      one.drawn = i < 3;
    });
    const state = {wanted: () => true, kind: null, limit: MOST_LANES, folded: false, printing: false};
    const view = document.getElementById('view');
    const render = () => {
      card.close();
      renderPicture(run, state, view, card, render);
    };
    state.wanted = makeFilters(document.getElementById('filters'), run, (wanted) => {
      Object.assign(state, {wanted, kind: null, limit: MOST_LANES});
      render();
    });
    makeControls(run, state, render);
    renderLegend(run, document.getElementById('legend'));
    walkByKeys(view);
    view.hidden = false;
    render();
    redrawWhenNeeded(view, state, render);
  }

  function makeControls(run, state, render) {
    const ghosts = document.getElementById('ghosts');
    ghosts.append(html('span', {}, 'Expected by'));
    for (const hypothesis of run.hypotheses) {
      const box = html('input', {type: 'checkbox'});
      box.checked = hypothesis.drawn;
      box.addEventListener('change', () => {
        hypothesis.drawn = box.checked;
        render();
      });
      ghosts.append(html('label', {}, box, html('span', {class: 'letter'}, hypothesis.letter), hypothesis.id));
    }
    const fold = document.getElementById('fold');
    fold.addEventListener('click', () => {
      state.folded = !state.folded;
      fold.setAttribute('aria-pressed', state.folded);
      render();
    });
    document.getElementById('controls').hidden = false;
  }

  /** A narrower window, or paper, has another width; the picture is drawn for it anew. */
  function redrawWhenNeeded(view, state, render) {
    let width = view.clientWidth;
    let waiting = 0;
    new ResizeObserver(() => {
      if (Math.abs(view.clientWidth - width) > 1 && !state.printing) {
        width = view.clientWidth;
        window.clearTimeout(waiting);
        waiting = window.setTimeout(render, 60);
      }
    }).observe(view);
    const printing = (now) => () => {
      state.printing = now;
      render();
    };
    window.addEventListener('beforeprint', printing(true));
    window.addEventListener('afterprint', printing(false));
  }

  function pictureWidth(view, state) {
    if (state.printing) {
      return PRINTED_WIDTH;
    }
    const narrow = window.matchMedia('(max-width: 48rem)').matches;
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    return Math.max(280, Math.floor(view.clientWidth - (narrow ? 0 : 13 * rem)));
  }

  function renderPicture(run, state, view, card, render) {
    const wanted = run.messages.filter(state.wanted);
    const chosen = state.kind ? wanted.filter((message) => kindKey(message) === state.kind) : wanted;
    const aggregated = !state.kind && chosen.length > MOST_LANES;
    const shown = aggregated ? chosen : chosen.slice(0, state.limit);
    const ghosts = run.hypotheses.filter((one) => one.drawn);
    const scale = makeScale(timesOf(run, shown, aggregated ? [] : ghosts, state.folded), pictureWidth(view, state), state.folded);
    tell(run, state, chosen, shown, aggregated, render);
    const rows = aggregated
      ? kindRows(run, chosen, scale, (kind) => {
        Object.assign(state, {kind, limit: MOST_LANES});
        render();
        document.querySelector('#shown button').focus();
      })
      : laneRows(run, shown, scale, ghosts, card);
    view.replaceChildren(hatching(), html('div', {class: 'axis'}, html('div'), drawAxis(scale, run.watchedUntil)), ...rows);
    if (shown.length < chosen.length) {
      const more = html('button', {type: 'button'}, `Show ${Math.min(MOST_LANES, chosen.length - shown.length)} more`);
      more.addEventListener('click', () => {
        state.limit += MOST_LANES;
        render();
      });
      view.append(html('div', {class: 'more'}, more));
    }
  }

  /** What is drawn; what was expected long after the watch ended, and a long watch itself, only in part. */
  function timesOf(run, messages, ghosts, folded) {
    const real = messages.flatMap((message) => message.events.map((event) => event.at));
    const last = real.reduce((most, time) => Math.max(most, time), 0);
    const end = Math.max(last, Math.min(run.watchedUntil, folded ? Infinity : 2 * last));
    const expected = ghosts.length === 0 ? [] : messages.flatMap((message) => laneTimes(message, ghosts));
    const times = [0, ...real, ...expected.filter((time) => time <= 1.5 * end), end];
    return [...new Set(times)].sort((a, b) => a - b);
  }

  function tell(run, state, chosen, shown, aggregated, render) {
    const status = document.getElementById('shown');
    status.replaceChildren();
    if (state.kind) {
      const back = html('button', {type: 'button'}, '‹ All kinds');
      back.addEventListener('click', () => {
        state.kind = null;
        render();
      });
      status.append(back, ' ');
    }
    const all = run.messages.length;
    const part = chosen.length === all ? count(all, 'message') : `${chosen.length.toLocaleString('en')} of ${count(all, 'message')}`;
    status.append(part
      + (aggregated ? ', those that are alike in one row' : '')
      + (state.kind && chosen.length ? `: ${kindText(chosen[0])}` : '')
      + (shown.length < chosen.length ? `; the first ${shown.length} are drawn` : ''));
  }

  function kindRows(run, messages, scale, choose) {
    const rows = kindsOf(messages).map((kind) => {
      const button = html('button', {type: 'button'}, count(kind.messages.length, 'message'));
      button.addEventListener('click', () => choose(kind.key));
      return html('li', {class: 'lane'},
        html('div', {class: 'label'}, button, html('br'),
          html('span', {class: 'fate ' + kind.like.fate}, kind.like.fate), ' ',
          html('span', {}, `${count(kind.like.receives, 'receive')}, ${count(kind.like.errors, 'error')} `),
          html('span', {class: verdictClass(kind.like.verdict)}, `${SIGNS[kind.like.verdict] || ''} ${kind.like.verdict}`)),
        drawStrip(run, kind, scale));
    });
    return [html('ul', {class: 'lanes'}, ...rows)];
  }

  function verdictClass(verdict) {
    return {MATCH: 'good', DIVERGED: 'bad', INCONCLUSIVE: 'unsure'}[verdict];
  }

  /** By message group where any group has several messages, else one after the other. */
  function laneRows(run, messages, scale, ghosts, card) {
    if (messages.length === 0) {
      return [html('p', {class: 'empty'}, 'No message is like that.')];
    }
    const row = (message) => html('li', {class: 'lane'}, laneLabel(message), drawLane(run, message, scale, ghosts, card));
    const groups = new Map();
    for (const message of messages) {
      groups.set(message.group, [...(groups.get(message.group) || []), message]);
    }
    if (groups.size === messages.length || (groups.size === 1 && groups.has(null))) {
      return [html('ol', {class: 'lanes'}, ...messages.map(row))];
    }
    return [...groups].map(([group, members]) => html('div', {class: 'group'},
      html('h3', {}, group === null ? 'without a group' : `group ${group} `,
        html('small', {}, count(members.length, 'message'))),
      html('ol', {class: 'lanes'}, ...members.map(row))));
  }

  function laneLabel(message) {
    const group = message.group === null || message.group === message.userId ? '' : `, group ${message.group}`;
    return html('div', {class: 'label'},
      html('b', {}, message.key), ' ', html('span', {}, `user ${message.userId}${group}`), html('br'),
      html('span', {class: 'fate ' + message.fate}, message.fate), ' ',
      html('span', {}, `${count(message.receives, 'receive')}, ${count(message.errors, 'error')}`));
  }

  function hatching() {
    return svg('svg', {width: 0, height: 0, 'aria-hidden': 'true'}, svg('defs', {},
      svg('pattern', {id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)'},
        svg('path', {d: 'M0 0V6'}))));
  }

  /** Tab goes from lane to lane, the arrows within and between them. */
  function walkByKeys(view) {
    view.addEventListener('keydown', (event) => {
      const mark = event.target.closest('.mark');
      if (!mark) {
        return;
      }
      const lanes = [...view.querySelectorAll('.lane > svg')];
      const lane = lanes.indexOf(mark.closest('svg'));
      const marks = [...lanes[lane].querySelectorAll('.mark')];
      const at = marks.indexOf(mark);
      const beside = {
        ArrowRight: () => marks[at + 1],
        ArrowLeft: () => marks[at - 1],
        Home: () => marks[0],
        End: () => marks[marks.length - 1],
        ArrowDown: () => nearest(lanes[lane + 1], mark),
        ArrowUp: () => nearest(lanes[lane - 1], mark),
      }[event.key];
      const next = beside && beside();
      if (beside) {
        event.preventDefault();
      }
      if (next) {
        next.parentNode.querySelectorAll('.mark').forEach((one) => one.setAttribute('tabindex', -1));
        next.setAttribute('tabindex', 0);
        next.focus();
      }
    });
  }

  function nearest(lane, mark) {
    const x = mark.getBoundingClientRect().x;
    const distance = (other) => Math.abs(other.getBoundingClientRect().x - x);
    return lane && [...lane.querySelectorAll('.mark')].sort((a, b) => distance(a) - distance(b))[0];
  }

  // The legend -------------------------------------------------------------------------------

  function renderLegend(run, element) {
    const sample = (...shapes) => svg('svg', {width: 24, height: 22, 'aria-hidden': 'true'}, ...shapes);
    const bar = (kind) => svg('g', {class: 'mark ' + kind},
      svg('rect', {class: 'shape', x: 4, y: 1, width: BAR_LEAST, height: BAR_HEIGHT, rx: 2.5}),
      svg('text', {class: 'glyph', x: 4 + BAR_LEAST / 2, y: 15.5}, RUN_GLYPHS[kind]));
    const shape = (kind, d) => svg('g', {class: 'mark ' + kind}, svg('path', {class: 'shape', d}));
    const kinds = new Set(run.messages.flatMap((message) => message.runs.map((one) => one.kind)));
    const types = new Set(run.messages.flatMap((message) => message.events.map((event) => event.type)));
    const direct = run.messages.some((message) => message.events.some((event) => event.type === 'dlq-received' && event.messageId));
    const redriven = types.has('dead-lettered');
    const entries = [
      [shape('sent', 'M6 6h12l-6 9z'), 'sent'],
      ...Object.keys(RUN_GLYPHS).filter((kind) => kinds.has(kind))
        .map((kind) => [bar(kind), 'run ' + (kind === 'open' ? 'without an outcome' : RUN_WORDS[kind])]),
      run.asynchronous ? null : [svg('g', {}, svg('rect', {class: 'hidden-ground', x: 1, y: 4, width: 22, height: 14}),
        svg('rect', {class: 'hidden', x: 1, y: 4, width: 22, height: 14})), 'hidden: the visibility timeout runs'],
      types.has('phantom-receive') ? [shape('phantom', 'M4 1h15v20h-15z'), 'phantom receive'] : null,
      redriven ? [shape('dlq', 'M12 4l7 7l-7 7l-7-7z'), 'received from the DLQ, moved there by ' + (run.asynchronous ? 'Lambda' : 'the redrive policy')] : null,
      direct ? [shape('dlq own', 'M12 4l7 7l-7 7l-7-7z'), 'received from the DLQ, sent there directly'] : null,
      [shape('ghost', 'M15 6h-5v10h5'), 'expected: a receive not before'],
      [svg('g', {class: 'mark ghost'}, svg('circle', {class: 'shape', cx: 12, cy: 11, r: 4.5})), 'an error by then'],
      [shape('ghost', 'M12 5l6 6l-6 6l-6-6z'), 'the move not before'],
    ].filter(Boolean);
    element.append(
      html('ul', {}, ...entries.map(([picture, words]) => html('li', {}, sample(picture), words))),
      html('p', {}, 'Bars are to scale, but never narrower than their sign. Point at a mark, or walk with Tab and the '
        + 'arrow keys, for its request id, receive count and log lines; Enter keeps them open.'));
    element.hidden = false;
  }
