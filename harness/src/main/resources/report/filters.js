  // Which messages are wanted.

  const MOST_SUGGESTIONS = 200;

  function distinct(values) {
    return [...new Set(values.filter((value) => value !== null && value !== ''))];
  }

  /** Fills the form with what there is; calls back with a test for messages at every change. */
  function makeFilters(form, run, changed) {
    const options = (select, values) => values.forEach((value) => select.append(html('option', {value}, value)));
    const suggest = (id, values) => values.slice(0, MOST_SUGGESTIONS)
      .forEach((value) => document.getElementById(id).append(html('option', {value})));
    const groups = distinct(run.messages.map((message) => message.group));
    options(form.elements.fate, distinct(run.messages.map((message) => message.fate)).sort());
    options(form.elements.verdict, distinct(run.messages.map((message) => message.verdict)).sort());
    suggest('users', distinct(run.messages.map((message) => message.userId)));
    suggest('groups', groups);
    form.elements.group.closest('label').hidden = groups.length === 0;
    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () => changed(testOf(form, run)));
    form.addEventListener('reset', () => window.setTimeout(() => changed(testOf(form, run))));
    return testOf(form, run);
  }

  /** A user or group that there is means that one; anything else, those that begin so. */
  function oneOf(wanted, values) {
    if (!wanted) {
      return () => true;
    }
    return values.has(wanted) ? (value) => value === wanted : (value) => (value || '').startsWith(wanted);
  }

  /** The key of a message means that one; any other text, those that have it in their key or ids. */
  function testOf(form, run) {
    const {text, user, group, fate, verdict} = Object.fromEntries(new FormData(form));
    const isUser = oneOf(user.trim(), new Set(run.messages.map((message) => message.userId)));
    const isGroup = oneOf(group.trim(), new Set(run.messages.map((message) => message.group)));
    const part = text.trim().toLowerCase();
    const isKey = run.messages.some((message) => message.key.toLowerCase() === part);
    const has = (value) => (value || '').toLowerCase().includes(part);
    return (message) => isUser(message.userId)
      && isGroup(message.group)
      && (!fate || message.fate === fate)
      && (!verdict || message.verdict === verdict)
      && (!part || (isKey ? message.key.toLowerCase() === part : has(message.key) || has(message.id) || message.events.some((event) => has(event.request))));
  }
