  // With the keyboard through the picture.

  /** Tab goes from lane to lane, the arrows within and between them. */
  function walkByKeys(view) {
    view.addEventListener('keydown', (event) => {
      const mark = event.target.closest('.mark');
      if (!mark) {
        return;
      }
      const lanes = [...view.querySelectorAll('.lane > svg')];
      const lane = lanes.indexOf(mark.closest('svg'));
      const marks = [...lanes[lane].querySelectorAll('.mark')];
      const at = marks.indexOf(mark);
      const beside = {
        ArrowRight: () => marks[at + 1],
        ArrowLeft: () => marks[at - 1],
        Home: () => marks[0],
        End: () => marks[marks.length - 1],
        ArrowDown: () => nearest(lanes[lane + 1], mark),
        ArrowUp: () => nearest(lanes[lane - 1], mark),
      }[event.key];
      const next = beside && beside();
      if (beside) {
        event.preventDefault();
      }
      if (next) {
        next.parentNode.querySelectorAll('.mark').forEach((one) => one.setAttribute('tabindex', -1));
        next.setAttribute('tabindex', 0);
        next.focus();
      }
    });
  }

  function nearest(lane, mark) {
    const x = mark.getBoundingClientRect().x;
    const distance = (other) => Math.abs(other.getBoundingClientRect().x - x);
    return lane && [...lane.querySelectorAll('.mark')].sort((a, b) => distance(a) - distance(b))[0];
  }
