  // One message on its lane: what happened to it in the source queue, below it in the dead-letter queue,
  // and below that what each hypothesis expected.

  const BAR_TOP = 16;
  const BAR_HEIGHT = 22;
  const BAR_LEAST = 17;
  const GLYPH_DOWN = 16;
  const DLQ_MIDDLE = 63;
  const GHOST_HEIGHT = 17;

  const RUN_WORDS = {
    succeeded: 'succeeded', forwarded: 'forwarded it to the dead-letter queue', failed: 'failed',
    'timed-out': 'timed out', crashed: 'crashed', unprocessed: 'did not reach it: given back unprocessed', ended: 'ended; nothing says how', open: 'no outcome seen',
    looked: 'received by the harness, which runs no function',
  };
  const RUN_GLYPHS = {succeeded: '✓', forwarded: '»', failed: '✗', 'timed-out': '⌛︎', crashed: '!', unprocessed: '↩', ended: '?', open: '…', phantom: '?', looked: '◇'};
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

  /** The visibility timeout that was in force then: a step may have changed it. */
  function visibilityAt(run, at) {
    return run.visibility.filter(([from]) => from <= at).pop()[1];
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
      return [{from: event.at, to: Math.min(event.at + visibilityAt(run, event.at), next ? next.at : Infinity)}];
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
    const batch = one.kind === 'ended' ? ', and nothing says how its batch ended' : ', but its batch failed';
    const words = parts.length > 1 ? RUN_WORDS[parts[0]] + batch : RUN_WORDS[one.kind];
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
          [{unprocessed: 'Why', ended: 'How it ended'}[one.kind] || 'Error', one.error && one.error.detail],
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
