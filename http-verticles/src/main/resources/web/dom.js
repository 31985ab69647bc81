// Makes and changes elements; nothing else on the page touches markup.

/** An element; functions become listeners, true a bare attribute, null and false none. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name.replace(/^on/, ''), value);
    } else {
      set(element, name, value);
    }
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

/** Changes an attribute, only when it differs. */
export function set(element, name, value) {
  if (value === null || value === undefined || value === false) {
    element.removeAttribute(name);
  } else {
    const text = value === true ? '' : String(value);
    if (element.getAttribute(name) !== text) {
      element.setAttribute(name, text);
    }
  }
}

/** Changes the text, only when it differs, so that nothing is read out twice. */
export function write(element, text) {
  const next = text ?? '';
  if (element.textContent !== next) {
    element.textContent = next;
  }
}

/** A line that is there only while it says something. */
export function line(element, text) {
  write(element, text);
  element.hidden = !text;
}

export function heading(text) {
  return h('h1', { tabindex: '-1' }, text);
}

/** A button that cannot be pressed twice while its work runs. */
export function button(label, kind, work) {
  const element = h('button', { type: 'button', class: kind }, label);
  element.addEventListener('click', async () => {
    if (element.ariaDisabled === 'true') {
      return;
    }
    element.ariaDisabled = 'true';
    element.classList.add('working');
    try {
      await work(element);
    } finally {
      element.ariaDisabled = null;
      element.classList.remove('working');
    }
  });
  return element;
}

/** Names and values, one below the other. */
export function facts(...pairs) {
  return h('dl', { class: 'facts' }, pairs.map(([name, value]) =>
    h('div', {}, h('dt', {}, name), value instanceof Node ? value : h('dd', {}, value))));
}

export const dd = () => h('dd', {});
