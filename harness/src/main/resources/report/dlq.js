  // A lane below its source queue: what came to the dead-letter queue, and how.

  function dlqMarks(run, message, scale, picture) {
    const received = message.events.filter((event) => event.type === 'dlq-received');
    if (received.length === 0) {
      return [];
    }
    picture.append(svg('text', {x: LEFT - 18, y: DLQ_MIDDLE + 4, 'text-anchor': 'end', 'aria-hidden': 'true'}, 'DLQ'));
    const taken = [];
    return received.map((event) => {
      const own = sentByConsumer(event);
      const to = besides(taken, scale.at(event.at), 13);
      const from = scale.at(own ? forwardedBefore(message, event) : event.at);
      picture.append(arrow(from, to, own));
      return drawReceived(run, message, event, own, to);
    });
  }

  /** A copy has an id of its own; what Lambda itself sends there says that it was kept. */
  function sentByConsumer(event) {
    return event.messageId !== null && !(event.detail || '').startsWith('kept');
  }

  /** Where there is room: marks of the same moment stand side by side. */
  function besides(taken, x, room) {
    let free = x;
    while (taken.some((other) => Math.abs(other - free) < room)) {
      free += room;
    }
    taken.push(free);
    return free;
  }

  /** The run that sent a copy is the last one that forwarded before it was received. */
  function forwardedBefore(message, event) {
    const runs = message.runs.filter((one) => one.outcome && one.outcome.type === 'forwarded' && one.from <= event.at);
    return runs.length ? runs[runs.length - 1].outcome.at : event.at;
  }

  function arrow(from, to, own) {
    const start = BAR_TOP + BAR_HEIGHT;
    const end = DLQ_MIDDLE - 8;
    return svg('g', {'aria-hidden': 'true'},
      svg('path', {class: own ? 'arrow own' : 'arrow', d: `M${from} ${start}L${to} ${end - 4}`}),
      svg('path', {class: 'head', d: `M${to - 3.5} ${end - 5}h7l-3.5 6z`}));
  }

  function drawReceived(run, message, event, own, x) {
    const how = own ? 'sent there by the consumer' : run.asynchronous ? 'sent there by Lambda' : 'redriven';
    const others = message.events
      .filter((other) => other !== event && other.request === event.request).map((other) => [other.at, other.at]);
    const moved = message.events.find((other) => other.type === 'dead-lettered');
    return {
      at: event.at,
      element: makeMark(own ? 'dlq own' : 'dlq',
        `${message.key} received from the dead-letter queue at ${offsetText(event.at)}, ${how}, `
          + `receive count ${event.receiveCount}${requestText(event)}`,
        event.request,
        {x: x - 9, y: DLQ_MIDDLE - 9, width: 18, height: 18},
        svg('path', {class: 'shape', d: `M${x} ${DLQ_MIDDLE - 7}l7 7l-7 7l-7-7z`})),
      info: () => ({
        title: `${message.key}: received from the dead-letter queue, ${how}`,
        rows: [
          ['Request id', event.request],
          ['Receive count', String(event.receiveCount)],
          ['Received', offsetText(event.at)],
          ['Message id', event.messageId || `${message.id}, the same as in the source queue`],
          ['Dead-lettered', !own && moved ? `${offsetText(moved.at)} (${moved.detail || 'inferred'})` : null],
          ['Detail', event.detail],
        ],
        run: event.request && {log: run.log, request: event.request, from: event.at, to: event.at, others},
      }),
    };
  }
