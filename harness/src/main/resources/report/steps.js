  // What the harness did itself: a row of numbered marks above the lanes.

  const STEP_HEIGHT = 34;

  /** None where the scenario has no steps. */
  function stepRows(run, scale, card) {
    const done = run.steps.filter((step) => step.at !== undefined && step.at <= scale.to);
    if (done.length === 0) {
      return [];
    }
    const picture = svg('svg', {
      viewBox: `0 0 ${scale.width} ${STEP_HEIGHT}`, width: scale.width, height: STEP_HEIGHT, role: 'group',
      'aria-label': 'What the harness did',
    });
    picture.append(drawGround(scale, STEP_HEIGHT, run.watchedUntil));
    const taken = [];
    done.forEach((step, i) => {
      const mark = drawStep(step, besides(taken, scale.at(step.at), 20));
      mark.setAttribute('tabindex', i === 0 ? 0 : -1);
      card.attach(mark, () => ({
        title: `Step ${step.number}: ${step.what}`,
        rows: [['At', offsetText(step.at)],
          ...Object.entries(step.quantities).map(([name, value]) => [name, String(value)]), ['Remark', step.remark]],
      }));
      picture.append(mark);
    });
    return [html('div', {class: 'lane'}, html('div', {class: 'label'}, html('b', {}, 'the harness itself')), picture)];
  }

  function drawStep(step, x) {
    const middle = STEP_HEIGHT / 2;
    return makeMark('step', `Step ${step.number}, ${step.what}, at ${offsetText(step.at)}`, null,
      {x: x - 11, y: middle - 11, width: 22, height: 22},
      svg('circle', {class: 'shape', cx: x, cy: middle, r: 9}),
      svg('text', {class: 'glyph', x, y: middle + 4.5, 'aria-hidden': 'true'}, String(step.number)));
  }
