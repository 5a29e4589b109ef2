  // The picture as a whole: kinds of messages where there are many, else a lane for each.

  const MOST_LANES = 60;
  const PRINTED_WIDTH = 600;

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
    view.replaceChildren(hatching(), html('div', {class: 'axis'}, html('div'), drawAxis(scale, run)),
      ...stepRows(run, scale, card), ...rows);
    if (shown.length < chosen.length) {
      const more = html('button', {type: 'button'}, `Show ${Math.min(MOST_LANES, chosen.length - shown.length)} more`);
      more.addEventListener('click', () => {
        state.limit += MOST_LANES;
        render();
      });
      view.append(html('div', {class: 'more'}, more));
    }
  }

  /** What is drawn; but neither the end of a long watch nor what was expected long after it. */
  function timesOf(run, messages, ghosts, folded) {
    const steps = run.steps.filter((step) => step.at !== undefined).map((step) => step.at);
    const real = [...steps, ...messages.flatMap((message) => message.events.map((event) => event.at))];
    const last = real.reduce((most, time) => Math.max(most, time), 0);
    const end = Math.max(last, folded || run.watchedUntil <= 1.6 * last ? run.watchedUntil : 0);
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
          html('span', {}, `${runsText(kind.like)} `),
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
    const groups = new Map();
    for (const message of messages) {
      groups.set(message.group, [...(groups.get(message.group) || []), message]);
    }
    const grouped = groups.size < messages.length && !(groups.size === 1 && groups.has(null));
    const row = (message) => html('li', {class: 'lane'},
      laneLabel(message, grouped ? '' : groupText(message)), drawLane(run, message, scale, ghosts, card));
    if (!grouped) {
      return [html('ol', {class: 'lanes'}, ...messages.map(row))];
    }
    return [...groups].map(([group, members]) => html('div', {class: 'group'},
      html('h3', {}, group === null ? 'without a group' : `group ${group} `,
        html('small', {}, count(members.length, 'message'))),
      html('ol', {class: 'lanes'}, ...members.map(row))));
  }

  function groupText(message) {
    return message.group === null || message.group === message.userId ? '' : `, group ${message.group}`;
  }

  function laneLabel(message, more) {
    return html('div', {class: 'label'},
      html('b', {}, message.key), ' ', html('span', {}, `user ${message.userId}${more}`), html('br'),
      html('span', {class: 'fate ' + message.fate}, message.fate), html('br'),
      html('span', {}, runsText(message)));
  }

  function hatching() {
    return svg('svg', {class: 'nowhere', width: 0, height: 0, 'aria-hidden': 'true'}, svg('defs', {},
      svg('pattern', {id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)'},
        svg('path', {d: 'M0 0V6'}))));
  }
