  // Elements in short. Texts are always set as text, never as markup.

  const SVG = 'http://www.w3.org/2000/svg';

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== null) {
        element.setAttribute(name, value);
      }
    }
    element.append(...children);
    return element;
  }

  function svg(name, attributes = {}, ...children) {
    return fill(document.createElementNS(SVG, name), attributes, children);
  }

  function html(name, attributes = {}, ...children) {
    return fill(document.createElement(name), attributes, children);
  }

  /** A definition list of pairs; pairs without a value are left out. */
  function definitions(pairs) {
    return html('dl', {}, ...pairs
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([term, value]) => html('div', {}, html('dt', {}, term), html('dd', {}, value))));
  }
