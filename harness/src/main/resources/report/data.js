  // The run's results, from the rows that the page holds (PageData.java writes them).

  function decode(text) {
    const raw = JSON.parse(text);
    const word = (number) => (number < 0 ? null : raw.words[number]);
    const request = (number) => (number < 0 ? null : raw.requests[number]);
    const prediction = ([hypothesis, verdict, expectation, ...reasons]) => ({
      hypothesis: word(hypothesis),
      verdict: word(verdict),
      expected: expectation < 0 ? null : raw.expectations[expectation],
      reasons: reasons.map(word),
    });
    const event = ([type, at, receiveCount, requestNumber, id, detail]) => ({
      type: word(type), at, receiveCount, request: request(requestNumber), messageId: word(id), detail: word(detail),
    });
    const message = (
      [key, userId, id, group, receives, errors, unprocessed, fate, dlqReceiveCount, dlqCopies, predictions, events], index) => ({
      index, key, userId, id, group: word(group), receives, errors, unprocessed, fate: word(fate), dlqReceiveCount, dlqCopies,
      predictions: predictions.map(prediction),
      events: events.map(event),
    });
    const run = {...raw, messages: raw.messages.map(message)};
    for (const one of run.messages) {
      one.sent = one.events.length ? one.events[0].at : 0;
      one.runs = runsOf(one);
      one.verdict = (one.predictions.find((each) => each.hypothesis === raw.decisive) || {verdict: ''}).verdict;
    }
    return run;
  }

  const FAILURES = ['failed', 'timed-out', 'crashed'];

  /** Each receive with what the consumer made of it; as HandledReceive.java does it; the harness receives without a request. */
  function runsOf(message) {
    const rest = [...message.events];
    return message.events.filter((event) => event.type === 'received').map((received) => {
      const from = rest.indexOf(received);
      const take = (types) => {
        const at = rest.findIndex((event, i) => i > from && types.includes(event.type)
          && event.request === received.request && event.receiveCount === received.receiveCount);
        return at < 0 ? null : rest.splice(at, 1)[0];
      };
      const outcome = take(['succeeded', 'forwarded']);
      const error = take([...FAILURES, 'unprocessed', 'ended']);
      const deleted = take(['deleted']);
      const ends = [outcome, error, deleted].filter(Boolean).map((event) => event.at);
      return {
        received, outcome, error, deleted,
        from: received.at,
        to: ends.length ? Math.max(...ends) : null,
        kind: received.request === null ? 'looked' : error ? error.type : outcome ? outcome.type : 'open',
      };
    });
  }
