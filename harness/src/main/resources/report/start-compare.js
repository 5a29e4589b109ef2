  // The page of two runs: each message on two lanes below each other, those that differ first.

  function start() {
    const runs = ['a', 'b'].map((name) => {
      const run = decode(document.getElementById(`run-data-${name}`).textContent);
      run.log = makeLog(document.getElementById(`log-data-${name}`).textContent, run.requests);
      run.name = name.toUpperCase();
      return run;
    });
    const differing = new Set(JSON.parse(document.getElementById('differing').textContent));
    const card = makeCard(document.getElementById('card'));
    const state = {folded: false, printing: false, limit: MOST_LANES, differing, onlyDiffering: false};
    const view = document.getElementById('view');
    const render = () => {
      card.close();
      renderPairs(runs, state, view, card, render);
    };
    toggle('fold', (on) => { state.folded = on; }, render);
    toggle('only', (on) => { state.onlyDiffering = on; }, render);
    document.getElementById('only').hidden = differing.size === 0;
    document.getElementById('controls').hidden = false;
    renderLegend({...runs[0], messages: runs.flatMap((run) => run.messages)}, document.getElementById('legend'), false);
    walkByKeys(view);
    view.hidden = false;
    render();
    redrawWhenNeeded(view, state, render);
  }

  function toggle(id, set, render) {
    const button = document.getElementById(id);
    button.addEventListener('click', () => {
      const on = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', on);
      set(on);
      render();
    });
  }

  /** The lanes of each key in both runs. */
  function pairsOf(runs, state) {
    const keys = distinctKeys(runs).filter((key) => !state.onlyDiffering || state.differing.has(key));
    keys.sort((a, b) => state.differing.has(b) - state.differing.has(a));
    return keys.map((key) => ({
      key,
      lanes: runs.map((run) => ({run, message: run.byKey.get(key)})).filter(({message}) => message),
    }));
  }

  function distinctKeys(runs) {
    for (const run of runs) {
      run.byKey = run.byKey || new Map(run.messages.map((message) => [message.key, message]));
    }
    return [...new Set(runs.flatMap((run) => [...run.byKey.keys()]))];
  }

  function renderPairs(runs, state, view, card, render) {
    const all = pairsOf(runs, state);
    const pairs = all.slice(0, state.limit);
    const times = [0, ...pairs.flatMap((pair) => pair.lanes.flatMap(({message}) => laneTimes(message, [])))];
    const scale = makeScale(times, pictureWidth(view, state), state.folded);
    document.getElementById('shown').textContent = count(all.length, 'message')
      + (pairs.length < all.length ? `; the first ${pairs.length} are drawn` : '');
    const rows = pairs.map((pair) => html('div', {class: 'group'},
      html('h3', {}, pair.key, ' ', html('small', {}, state.differing.has(pair.key) ? 'differs' : 'the same became of it')),
      html('ol', {class: 'lanes'}, ...pair.lanes.map(({run, message}) => html('li', {class: 'lane'},
        html('div', {class: 'label'}, html('b', {class: 'letter'}, run.name), ' ',
          html('span', {class: 'fate ' + message.fate}, message.fate), html('br'),
          html('span', {}, runsText(message))),
        drawLane(run, message, scale, [], card))))));
    view.replaceChildren(hatching(), html('div', {class: 'axis'}, html('div'), drawAxis(scale, {watchedUntil: Infinity})), ...rows);
    if (pairs.length < all.length) {
      const more = html('button', {type: 'button'}, `Show ${Math.min(MOST_LANES, all.length - pairs.length)} more`);
      more.addEventListener('click', () => {
        state.limit += MOST_LANES;
        render();
      });
      view.append(html('div', {class: 'more'}, more));
    }
  }
