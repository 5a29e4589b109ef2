  // What each hypothesis expected of a message, below what happened to it.

  const MOST_GHOSTS = 20;

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
