// Labelled inputs that can show what is wrong with them.

import { h, line, set } from './dom.js';

let made = 0;

/**
 * An input with its label, a hint and a place for a fault.
 *
 * @param options attributes of the input; `hint` and `unit` stand beside it, `tag` is another element
 */
export function field(label, { hint, unit, tag = 'input', options, ...attributes } = {}) {
  const key = `field-${++made}`;
  const input = h(tag, { id: key, ...attributes }, ...(options ?? []).map(([value, text]) => h('option', { value }, text)));
  const fault = h('p', { class: 'fault', id: key + '-fault', hidden: true });
  const note = hint ? h('p', { class: 'hint', id: key + '-hint' }, hint) : null;
  const describe = isFaulty => [note ? key + '-hint' : null, isFaulty ? key + '-fault' : null].filter(Boolean).join(' ') || null;
  set(input, 'aria-describedby', describe(false));
  const box = unit ? h('span', { class: 'with-unit' }, input, h('span', { class: 'unit' }, unit)) : input;
  const made_ = {
    input,
    element: h('div', { class: 'field' }, h('label', { for: key }, label), box, note, fault),
    get value() {
      return input.value.trim();
    },
    set value(text) {
      input.value = text ?? '';
    },
    /** Says what is wrong; null: nothing. */
    fault(text) {
      line(fault, text);
      set(input, 'aria-invalid', text ? 'true' : null);
      set(input, 'aria-describedby', describe(Boolean(text)));
    },
  };
  input.addEventListener('input', () => made_.fault(null));
  return made_;
}

/** A number as a field holds it; null when it is empty, and the text itself when it is none. */
export function numberOf(text) {
  if (text === '') {
    return null;
  }
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}
