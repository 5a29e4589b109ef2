  // What the signs mean: of those only that occur.

  function renderLegend(run, element, expected) {
    const sample = (...shapes) => svg('svg', {width: 24, height: 24, 'aria-hidden': 'true'}, ...shapes);
    const bar = (kind) => barOf([kind], 4, BAR_LEAST, 1)[0];
    const shape = (kind, d) => svg('g', {class: 'mark ' + kind}, svg('path', {class: 'shape', d}));
    const kinds = new Set(run.messages.flatMap((message) => message.runs.flatMap((one) => [one.kind, one.outcome && one.outcome.type])));
    const types = new Set(run.messages.flatMap((message) => message.events.map((event) => event.type)));
    const direct = run.messages.some((message) => message.events.some((event) => event.type === 'dlq-received' && sentByConsumer(event)));
    const redriven = types.has('dead-lettered');
    const entries = [
      [shape('sent', 'M6 6h12l-6 9z'), 'sent'],
      ...Object.keys(RUN_WORDS).filter((kind) => kinds.has(kind))
        .map((kind) => [bar(kind), kind === 'looked' ? RUN_WORDS[kind] : 'run ' + (kind === 'open' ? 'without an outcome' : RUN_WORDS[kind])]),
      run.asynchronous ? null : [svg('g', {}, svg('rect', {class: 'hidden-ground', x: 1, y: 4, width: 22, height: 14}),
        svg('rect', {class: 'hidden', x: 1, y: 4, width: 22, height: 14})), 'hidden: the visibility timeout runs'],
      types.has('phantom-receive') ? [bar('phantom'), 'phantom receive: counted, never logged'] : null,
      types.has('expired') || types.has('discarded') ? [shape('end bad', 'M6 5h12v12h-12z'), 'expired or given up'] : null,
      redriven ? [shape('dlq', 'M12 4l7 7l-7 7l-7-7z'), 'received from the DLQ, moved there by ' + (run.asynchronous ? 'Lambda' : 'the redrive policy')] : null,
      direct ? [shape('dlq own', 'M12 4l7 7l-7 7l-7-7z'), 'received from the DLQ, sent there by the consumer'] : null,
      expected && run.steps.length ? [svg('g', {class: 'mark step'}, svg('circle', {class: 'shape', cx: 12, cy: 11, r: 9}),
        svg('text', {class: 'glyph', x: 12, y: 15.5}, '1')), 'something that the harness did itself'] : null,
      ...(expected ? [
        [shape('ghost', 'M15 6h-5v10h5'), 'expected: a receive not before'],
        [svg('g', {class: 'mark ghost'}, svg('circle', {class: 'shape', cx: 12, cy: 11, r: 4.5})), 'an error by then'],
        [shape('ghost', 'M12 5l6 6l-6 6l-6-6z'), 'the move not before'],
      ] : []),
    ].filter(Boolean);
    element.append(
      html('ul', {}, ...entries.map(([picture, words]) => html('li', {}, sample(picture), words))),
      html('p', {}, 'Bars are to scale, but never narrower than their sign. Point at a mark, or walk with Tab and the '
        + 'arrow keys, for its request id, receive count and log lines; Enter keeps them open.'));
    element.hidden = false;
  }
