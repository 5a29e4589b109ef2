  // Many messages: those that are alike in one row, with how much happened when.

  const COLUMN = 6;
  const STRIP_HEIGHT = 58;
  const STRIP_MIDDLE = 40;

  /** Messages with the same counts, end and verdicts; the largest kind first. */
  function kindsOf(messages) {
    const kinds = new Map();
    for (const message of messages) {
      const key = kindKey(message);
      if (!kinds.has(key)) {
        kinds.set(key, {key, messages: [], like: message});
      }
      kinds.get(key).messages.push(message);
    }
    return [...kinds.values()].sort((a, b) => b.messages.length - a.messages.length);
  }

  function kindKey(message) {
    return [
      message.receives, message.errors, message.unprocessed, message.fate, message.dlqCopies, message.dlqReceiveCount,
      ...message.predictions.map((one) => one.verdict),
    ].join('|');
  }

  function kindText(message) {
    return `${runsText(message)}, ${message.fate}`;
  }

  function columnKind(kind) {
    return FAILURES.includes(kind) ? 'failed' : kind;
  }

  /** How many runs began in each column of the axis, by how they ended; and below, DLQ receives. */
  function tally(messages, scale) {
    const up = new Map();
    const down = new Map();
    const add = (columns, time, kind) => {
      const column = Math.floor(scale.at(time) / COLUMN);
      if (!columns.has(column)) {
        columns.set(column, {total: 0});
      }
      const counts = columns.get(column);
      counts[kind] = (counts[kind] || 0) + 1;
      counts.total += 1;
    };
    for (const message of messages) {
      message.runs.forEach((one) => add(up, one.from, columnKind(one.kind)));
      message.events.filter((event) => event.type === 'dlq-received').forEach((event) => add(down, event.at, 'dlq'));
    }
    return {up, down};
  }

  function drawStrip(run, kind, scale) {
    const {up, down} = tally(kind.messages, scale);
    const most = Math.max(1, ...[...up.values(), ...down.values()].map((counts) => counts.total));
    const picture = svg('svg', {
      viewBox: `0 0 ${scale.width} ${STRIP_HEIGHT}`, width: scale.width, height: STRIP_HEIGHT, role: 'img',
      'aria-label': `When the runs of these ${count(kind.messages.length, 'message')} began; the highest column is ${count(most, 'run')}.`,
    });
    picture.append(
      drawGround(scale, STRIP_HEIGHT, run.watchedUntil),
      svg('line', {class: 'life', x1: LEFT, x2: scale.width - RIGHT, y1: STRIP_MIDDLE, y2: STRIP_MIDDLE}),
      svg('text', {x: 4, y: 12}, most.toLocaleString('en')));
    for (const [column, counts] of up) {
      let y = STRIP_MIDDLE;
      for (const part of ['failed', 'unprocessed', 'ended', 'open', 'looked', 'forwarded', 'succeeded']) {
        if (counts[part]) {
          const height = Math.max(2, counts[part] / most * (STRIP_MIDDLE - 4));
          y -= height;
          picture.append(svg('rect', {class: 'bar-' + part, x: column * COLUMN, y, width: COLUMN - 1, height}));
        }
      }
    }
    for (const [column, counts] of down) {
      const height = Math.max(2, counts.total / most * (STRIP_HEIGHT - STRIP_MIDDLE - 3));
      picture.append(svg('rect', {class: 'bar-dlq', x: column * COLUMN, y: STRIP_MIDDLE + 1, width: COLUMN - 1, height}));
    }
    return picture;
  }
