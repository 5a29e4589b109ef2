  // The table of log lines.

  const LINES_AT_ONCE = 200;

  function makeLines(form, status, container, log) {
    let limit = LINES_AT_ONCE;

    function row(line) {
      return html('tr', {},
        html('td', {class: 'number'}, offsetText(line.at)),
        html('td', {}, line.lambda),
        html('td', {}, html('pre', {}, line.text)));
    }

    async function show() {
      const part = form.elements.text.value.trim().toLowerCase();
      const all = await log.lines();
      const found = all.filter((line) => !part || line.text.toLowerCase().includes(part)
        || (line.request || '').toLowerCase().includes(part));
      const shown = found.slice(0, limit);
      status.textContent = `${count(found.length, 'line')} of ${all.length.toLocaleString('en')}`
        + (shown.length < found.length ? `, the first ${shown.length} of them shown` : '');
      const head = html('thead', {}, html('tr', {},
        ...['time', 'function', 'line'].map((name) => html('th', {scope: 'col'}, name))));
      container.replaceChildren();
      if (found.length) {
        container.append(html('div', {class: 'scroll', role: 'region', 'aria-label': 'Log lines', tabindex: 0},
          html('table', {}, head, html('tbody', {}, ...shown.map(row)))));
      }
      if (shown.length < found.length) {
        const more = html('button', {type: 'button'}, `Show ${LINES_AT_ONCE} more`);
        more.addEventListener('click', () => {
          limit += LINES_AT_ONCE;
          show();
        });
        container.append(html('p', {}, more));
      }
    }

    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      limit = LINES_AT_ONCE;
      show();
    });

    /** Shows the lines of one invocation. */
    return async (request) => {
      form.elements.text.value = request;
      limit = LINES_AT_ONCE;
      await show();
      const heading = document.getElementById('log');
      heading.setAttribute('tabindex', -1);
      heading.focus();
      heading.scrollIntoView();
    };
  }
