  // What a mark is about: shown on hover and on keyboard focus, and kept open by a click or Enter.

  const MOST_LINES = 8;

  function makeCard(element, showLog) {
    let of = null;
    let pinned = false;
    let leaving = 0;

    function show(mark, info) {
      window.clearTimeout(leaving);
      if (of === mark) {
        return;
      }
      close();
      of = mark;
      const lines = html('div', {class: 'lines'});
      const button = html('button', {type: 'button', class: 'close', 'aria-label': 'Close'}, '✕');
      button.addEventListener('click', () => leave(mark));
      element.replaceChildren(button, html('h4', {}, info.title), definitions(info.rows));
      if (info.run) {
        element.append(lines);
        fillLines(lines, info, mark);
      }
      element.hidden = false;
      mark.classList.add('pinned');
      highlight(info, mark);
      place(mark);
    }

    async function fillLines(element, info, mark) {
      const found = await info.run.log.ofRun(info.run.request, info.run.from, info.run.to, info.run.others);
      if (of !== mark) {
        return;
      }
      const first = found.slice(0, MOST_LINES);
      element.replaceChildren(html('strong', {}, count(found.length, 'log line')));
      for (const line of first) {
        const rows = line.text.split('\n');
        const text = rows.length > 4 ? rows.slice(0, 4).join('\n') + `\n… ${rows.length - 4} more rows` : line.text;
        element.append(html('pre', {}, offsetText(line.at) + '  ' + text));
      }
      if (showLog) {
        const button = html('button', {type: 'button'}, 'All of them below');
        button.addEventListener('click', () => {
          close();
          showLog(info.run.request);
        });
        element.append(html('p', {}, button));
      }
      place(mark);
    }

    function highlight(info, mark) {
      if (!info.run) {
        return;
      }
      for (const other of document.querySelectorAll(`.mark[data-request="${CSS.escape(info.run.request)}"]`)) {
        other.classList.toggle('same', other !== mark);
      }
    }

    /** Below the mark, or above it where there is no room. */
    function place(mark) {
      const box = mark.getBoundingClientRect();
      const size = element.getBoundingClientRect();
      const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - size.width - 8));
      const below = box.bottom + 8;
      const above = box.top - size.height - 8;
      const top = below + size.height > window.innerHeight && above > 0 ? above : below;
      element.style.left = left + window.scrollX + 'px';
      element.style.top = top + window.scrollY + 'px';
    }

    function close() {
      if (of) {
        of.classList.remove('pinned');
        document.querySelectorAll('.mark.same').forEach((mark) => mark.classList.remove('same'));
      }
      of = null;
      pinned = false;
      element.hidden = true;
    }

    /** Closes, and gives the focus back where the card had it. */
    function leave(mark) {
      const inside = element.contains(document.activeElement);
      close();
      if (inside) {
        mark.focus();
        close();
      }
    }

    function closeSoon() {
      window.clearTimeout(leaving);
      leaving = window.setTimeout(() => {
        if (!pinned && of && of !== document.activeElement) {
          close();
        }
      }, 250);
    }

    element.addEventListener('pointerenter', () => window.clearTimeout(leaving));
    element.addEventListener('pointerleave', closeSoon);
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && of) {
        leave(of);
      }
    });
    document.addEventListener('pointerdown', (event) => {
      if (of && !element.contains(event.target) && !event.target.closest('.mark')) {
        close();
      }
    });

    /** Lets a mark open the card. */
    function attach(mark, info) {
      mark.addEventListener('pointerenter', (event) => {
        if (event.pointerType === 'mouse' && !pinned) {
          show(mark, info());
        }
      });
      mark.addEventListener('pointerleave', closeSoon);
      mark.addEventListener('focus', () => show(mark, info()));
      mark.addEventListener('blur', () => window.setTimeout(() => {
        if (of === mark && !pinned && !element.contains(document.activeElement)) {
          close();
        }
      }));
      const pin = () => {
        show(mark, info());
        pinned = true;
      };
      mark.addEventListener('click', pin);
      mark.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          pin();
          element.focus();
        }
      });
    }

    return {attach, close};
  }
