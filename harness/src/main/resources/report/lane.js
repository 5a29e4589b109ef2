  // One message on its lane: what happened to it in the source queue, below it in the dead-letter queue,
  // and below that what each hypothesis expected.

  const BAR_TOP = 16;
  const BAR_HEIGHT = 22;
  const BAR_LEAST = 17;
  const GLYPH_DOWN = 16;
  const DLQ_MIDDLE = 63;
  const GHOST_HEIGHT = 17;
  const MOST_GHOSTS = 20;

  const RUN_WORDS = {
    succeeded: 'succeeded', forwarded: 'forwarded it to the dead-letter queue', failed: 'failed',
    'timed-out': 'timed out', crashed: 'crashed', open: 'no outcome seen',
    looked: 'received by the harness, which runs no function',
  };
  const RUN_GLYPHS = {succeeded: '✓', forwarded: '»', failed: '✗', 'timed-out': '⌛︎', crashed: '!', open: '?', phantom: '?', looked: '◇'};
  const HIDES_NO_MORE = ['received', 'phantom-receive', 'deleted', 'dead-lettered', 'expired'];
  const END_WORDS = {expired: 'expired', discarded: 'discarded', deleted: 'deleted'};

  /** How high the lane of a message is with the expectations of so many hypotheses. */
  function laneHeight(message, ghosts) {
    const base = message.events.some((event) => event.type === 'dlq-received') ? DLQ_MIDDLE + 18 : BAR_TOP + BAR_HEIGHT + 14;
    return base + ghosts.length * GHOST_HEIGHT + (ghosts.length ? 4 : 0);
  }

  /** When anything is on the lane. */
  function laneTimes(message, ghosts) {
    return [
      ...message.events.map((event) => event.at),
      ...ghosts.flatMap((hypothesis) => ghostMarks(message, hypothesis).map((ghost) => ghost.at)),
    ];
  }

  function drawLane(run, message, scale, ghosts, card) {
    const height = laneHeight(message, ghosts);
    const picture = svg('svg', {
      viewBox: `0 0 ${scale.width} ${height}`, width: scale.width, height, role: 'group',
      'aria-label': `Lane of ${message.key}${run.name ? ` in run ${run.name}` : ''}`,
    });
    picture.append(drawGround(scale, height, run.watchedUntil), ...lifeOf(run, message, scale));
    const marks = [...sourceMarks(run, message, scale), ...dlqMarks(run, message, scale, picture)];
    const first = height - ghosts.length * GHOST_HEIGHT - 4;
    ghosts.forEach((hypothesis, i) => {
      const middle = first + i * GHOST_HEIGHT + GHOST_HEIGHT / 2;
      picture.append(svg('text', {x: LEFT - 18, y: middle + 4, 'text-anchor': 'end', 'aria-hidden': 'true'}, hypothesis.letter));
      for (const ghost of ghostMarks(message, hypothesis)) {
        if (ghost.at <= scale.to) {
          marks.push(drawGhost(message, hypothesis, ghost, scale, middle));
        }
      }
    });
    marks.sort((a, b) => a.at - b.at);
    marks.forEach((mark, i) => {
      mark.element.setAttribute('tabindex', i === 0 ? 0 : -1);
      card.attach(mark.element, mark.info);
    });
    // Drawn in the order of rows, walked through in the order of time.
    picture.append(...marks.map((mark) => mark.element));
    return picture;
  }

  function makeMark(kind, label, request, hit, ...shapes) {
    const ring = svg('rect', {class: 'ring', ...hit, rx: 3});
    return svg('g', {class: 'mark ' + kind, role: 'button', 'aria-label': label, 'data-request': request},
      svg('rect', {class: 'hit', ...hit}), ...shapes, ring);
  }

  // The source queue -------------------------------------------------------------------------

  /** The line of its life, and over it where it was hidden. */
  function lifeOf(run, message, scale) {
    const middle = BAR_TOP + BAR_HEIGHT / 2;
    const own = message.events.filter((event) => event.type !== 'dlq-received');
    const last = Math.max(...own.map((event) => event.at), message.sent);
    const until = message.fate === 'queued' ? Math.min(scale.to, Math.max(last, run.watchedUntil)) : last;
    const parts = [svg('line', {
      class: 'life', x1: scale.at(message.sent), x2: scale.at(until), y1: middle, y2: middle, 'aria-hidden': 'true',
    })];
    if (run.asynchronous) {
      return parts;
    }
    for (const {from, to} of hiddenTimes(run, message)) {
      const box = {x: scale.at(from), y: BAR_TOP + 3, width: Math.max(0, scale.at(to) - scale.at(from)), height: BAR_HEIGHT - 6};
      parts.push(
        svg('rect', {class: 'hidden-ground', ...box, 'aria-hidden': 'true'}),
        svg('rect', {class: 'hidden', ...box, 'aria-hidden': 'true'}));
    }
    return parts;
  }

  /**
   * From each receive for the visibility timeout, unless something ends it or shows that it was over. When a
   * phantom receive was is not known; how long the harness hides what it receives is its own affair.
   */
  function hiddenTimes(run, message) {
    return message.events.flatMap((event, i) => {
      if (event.type !== 'received' || event.request === null) {
        return [];
      }
      const next = message.events.slice(i + 1).find((other) => HIDES_NO_MORE.includes(other.type));
      return [{from: event.at, to: Math.min(event.at + run.visibility, next ? next.at : Infinity)}];
    });
  }

  function sourceMarks(run, message, scale) {
    const marks = [];
    for (const event of message.events) {
      if (event.type === 'sent') {
        marks.push(drawSent(message, event, scale));
      } else if (event.type === 'phantom-receive') {
        marks.push(drawPhantom(message, event, scale));
      } else if (event.type === 'expired' || event.type === 'discarded') {
        marks.push(drawEnd(message, event, scale));
      }
    }
    message.runs.forEach((one, i) => marks.push(drawRun(run, message, one, i, scale)));
    return marks;
  }

  function drawSent(message, event, scale) {
    const x = scale.at(event.at);
    const label = `${message.key} sent at ${offsetText(event.at)}`;
    return {
      at: event.at - 0.2,
      element: makeMark('sent', label, null, {x: x - 8, y: 0, width: 16, height: 12},
        svg('path', {class: 'shape', d: `M${x - 6} 1h12l-6 9z`})),
      info: () => ({
        title: `${message.key}: sent`,
        rows: [['At', offsetText(event.at)], ['Message id', message.id], ['User', message.userId],
          ['Message group', message.group], ['Detail', event.detail]],
      }),
    };
  }

  function drawRun(run, message, one, i, scale) {
    const x = scale.at(one.from);
    const parts = one.error && one.outcome ? [one.outcome.type, one.kind] : [one.kind];
    const width = Math.max(parts.length * BAR_LEAST, one.to === null ? 0 : scale.at(one.to) - x);
    const what = whatRun(run, one, i);
    const words = parts.length > 1 ? `${RUN_WORDS[parts[0]]}, but its batch failed` : RUN_WORDS[one.kind];
    const label = `${message.key}, ${what}: ${words}, at ${offsetText(one.from)}`
      + `, receive count ${one.received.receiveCount}${requestText(one.received)}`;
    const others = message.runs.filter((other) => other !== one && other.received.request === one.received.request)
      .map((other) => [other.from, other.to === null ? other.from : other.to]);
    return {
      at: one.from - 0.1,
      element: makeMark('run', label, one.received.request,
        {x: x - 2, y: BAR_TOP - 2, width: width + 4, height: BAR_HEIGHT + 4}, ...barOf(parts, x, width, BAR_TOP)),
      info: () => ({
        title: `${message.key}, ${what}: ${words}`,
        rows: [
          ['Request id', one.received.request],
          [run.asynchronous ? 'Attempt' : 'Receive count', String(one.received.receiveCount)],
          ['Received', offsetText(one.from)],
          ['Ended', one.kind === 'looked' ? null : one.to === null ? 'not seen' : `${offsetText(one.to)}, after ${lengthText(one.to - one.from, 3)}`],
          ['Error', one.error && one.error.detail],
          ['Deleted', one.deleted ? offsetText(one.deleted.at) : null],
        ],
        run: one.received.request && {
          log: run.log, request: one.received.request, from: one.from, to: one.to === null ? one.from : one.to, others,
        },
      }),
    };
  }

  function whatRun(run, one, i) {
    if (one.kind === 'looked') {
      return `${ordinal(one.received.receiveCount)} receive`;
    }
    return run.asynchronous ? `${ordinal(one.received.receiveCount)} attempt` : `run ${i + 1}`;
  }

  /** What the harness received itself belongs to no invocation. */
  function requestText(event) {
    return event.request ? `, request ${event.request}` : ', by the harness';
  }

  /** A bar of one part, or of two where the handler and its batch ended differently. */
  function barOf(parts, x, width, top) {
    const each = width / parts.length;
    return parts.map((kind, i) => svg('g', {class: 'bar ' + kind},
      svg('rect', {class: 'shape', x: x + i * each, y: top, width: each, height: BAR_HEIGHT, rx: 2.5}),
      svg('text', {class: 'glyph', x: x + (i + 0.5) * each, y: top + GLYPH_DOWN, 'aria-hidden': 'true'}, RUN_GLYPHS[kind])));
  }

  /** It ends where it is known to have been; of several, one stands before the other. */
  function drawPhantom(message, event, scale) {
    const together = message.events.filter((other) => other.type === event.type && other.at === event.at);
    const x = scale.at(event.at) - (together.length - together.indexOf(event)) * (BAR_LEAST + 2);
    return {
      at: event.at,
      element: makeMark('run', `${message.key}: phantom receive ${event.receiveCount}, counted and never logged`, null,
        {x: x - 2, y: BAR_TOP - 2, width: BAR_LEAST + 4, height: BAR_HEIGHT + 4},
        ...barOf(['phantom'], x, BAR_LEAST, BAR_TOP)),
      info: () => ({
        title: `${message.key}: phantom receive`,
        rows: [['Receive count', String(event.receiveCount)], ['Not later than', offsetText(event.at)],
          ['What it is', 'The queue counted a receive that no function ever logged.']],
      }),
    };
  }

  function drawEnd(message, event, scale) {
    const x = scale.at(event.at);
    const middle = BAR_TOP + BAR_HEIGHT / 2;
    return {
      at: event.at,
      element: makeMark('end bad', `${message.key} ${END_WORDS[event.type]} at ${offsetText(event.at)}`, null,
        {x: x - 8, y: middle - 9, width: 16, height: 18},
        svg('path', {class: 'shape', d: `M${x - 6} ${middle - 6}h12v12h-12z`})),
      info: () => ({
        title: `${message.key}: ${END_WORDS[event.type]}`,
        rows: [['At', offsetText(event.at)], ['Detail', event.detail]],
      }),
    };
  }

  // The dead-letter queue --------------------------------------------------------------------

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

  // What was expected ------------------------------------------------------------------------

  /** Not before a time: a receive, or the move. Not after it: an error. */
  function ghostMarks(message, hypothesis) {
    const prediction = message.predictions.find((one) => one.hypothesis === hypothesis.id);
    if (!prediction || !prediction.expected) {
      return [];
    }
    const {earliest, due, moved} = prediction.expected;
    const ghosts = earliest.slice(0, MOST_GHOSTS).map((time, i) => ({
      kind: 'receive', at: message.sent + time, text: `receive ${i + 1} not before ${offsetText(time, 1)}`, prediction,
    }));
    due.slice(0, MOST_GHOSTS).forEach((time, i) => ghosts.push({
      kind: 'error', at: message.sent + time, text: `error ${i + 1} of ${due.length} by ${offsetText(time, 1)}`, prediction,
    }));
    if (moved !== undefined) {
      ghosts.push({
        kind: 'move', at: message.sent + moved, text: `dead-lettered not before ${offsetText(moved, 1)}`, prediction,
      });
    }
    return ghosts;
  }

  function ghostShape(kind, x, middle) {
    switch (kind) {
      case 'receive': return svg('path', {class: 'shape', d: `M${x + 5} ${middle - 5}h-5v10h5`});
      case 'error': return svg('circle', {class: 'shape', cx: x, cy: middle, r: 4.5});
      default: return svg('path', {class: 'shape', d: `M${x} ${middle - 6}l6 6l-6 6l-6-6z`});
    }
  }

  function drawGhost(message, hypothesis, ghost, scale, middle) {
    const x = scale.at(ghost.at);
    const label = `${hypothesis.letter} ${hypothesis.id} expects of ${message.key}: ${ghost.text} since sent`;
    return {
      at: ghost.at,
      element: makeMark('ghost ' + ghost.kind, label, null, {x: x - 8, y: middle - 8, width: 16, height: 16},
        ghostShape(ghost.kind, x, middle)),
      info: () => ({
        title: `${hypothesis.letter} ${hypothesis.id} expects of ${message.key}: ${ghost.text}`,
        rows: [
          ['Verdict', `${SIGNS[ghost.prediction.verdict]} ${ghost.prediction.verdict}`],
          ['Because', ghost.prediction.reasons.join('; ')],
        ],
      }),
    };
  }
