  // The page of one run.

  function start() {
    const run = decode(document.getElementById('run-data').textContent);
    const log = makeLog(document.getElementById('log-data').textContent, run.requests);
    const showLog = makeLines(document.getElementById('log-filter'), document.getElementById('log-shown'),
      document.getElementById('log-lines'), log);
    const card = makeCard(document.getElementById('card'), showLog);
    run.log = log;
    run.hypotheses.forEach((one, i) => {
      one.letter = String.fromCharCode(65 + i);
      one.drawn = i < 3;
    });
    const state = {wanted: () => true, kind: null, limit: MOST_LANES, folded: false, printing: false};
    const view = document.getElementById('view');
    const render = () => {
      card.close();
      renderPicture(run, state, view, card, render);
    };
    state.wanted = makeFilters(document.getElementById('filters'), run, (wanted) => {
      Object.assign(state, {wanted, kind: null, limit: MOST_LANES});
      render();
    });
    makeControls(run, state, render);
    renderLegend(run, document.getElementById('legend'), true);
    walkByKeys(view);
    view.hidden = false;
    render();
    redrawWhenNeeded(view, state, render);
    const series = document.getElementById('series-data');
    if (series) {
      makeSeries(series.textContent, document.getElementById('series-view'), document.getElementById('series-reading'));
      showExamples(document.getElementById('filters'));
    }
  }

  /** An example of a class is shown in the picture. */
  function showExamples(form) {
    for (const button of document.querySelectorAll('.example')) {
      button.addEventListener('click', () => {
        form.reset();
        form.elements.text.value = button.dataset.key;
        document.getElementById('picture').scrollIntoView();
      });
    }
  }
