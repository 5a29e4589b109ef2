  // Times and counts as people read them: the same words as in the terminal report.

  const LONGEST_IN_SECONDS = 1000_000;

  /** A length of time, such as "30.0 s" or "1 h 00 min 05 s". */
  function lengthText(ms, decimals = 1) {
    if (ms < LONGEST_IN_SECONDS) {
      return (ms / 1000).toFixed(decimals) + ' s';
    }
    const seconds = Math.round(ms / 1000);
    const two = (n) => String(n).padStart(2, '0');
    const rest = two(Math.floor(seconds / 60) % 60) + ' min ' + two(seconds % 60) + ' s';
    return seconds < 3600 ? rest : Math.floor(seconds / 3600) + ' h ' + rest;
  }

  /** A point in time as an offset, to the millisecond. */
  function offsetText(ms, decimals = 3) {
    return (ms < 0 ? '-' : '+') + lengthText(Math.abs(ms), decimals);
  }

  function count(n, noun) {
    return n.toLocaleString('en') + ' ' + noun + (n === 1 ? '' : 's');
  }

  /** How often a message was received, and what came of it. */
  function runsText(message) {
    const back = message.unprocessed ? `, ${message.unprocessed} not reached` : '';
    return `${count(message.receives, 'receive')}, ${count(message.errors, 'error')}${back}`;
  }

  function ordinal(n) {
    const tens = n % 100;
    const ending = tens >= 11 && tens <= 13 ? 'th' : ({1: 'st', 2: 'nd', 3: 'rd'}[n % 10] || 'th');
    return n + ending;
  }

  const SIGNS = {MATCH: '✓', DIVERGED: '✗', INCONCLUSIVE: '?'};
