// A list of rows of fields, to which one can add and from which one can take away.

import { h } from './dom.js';
import { t } from './words.js';

/** @param make gives a row's fields by their names */
export function rows(title, addLabel, make) {
  const all = [];
  const list = h('div', { class: 'rows' });
  const add = () => {
    const fields = make();
    const remove = h('button', { type: 'button', class: 'quiet', 'aria-label': `${t('remove')} (${title} ${all.length + 1})` }, t('remove'));
    const row = { fields, remove, element: h('div', { class: 'row' }, Object.values(fields).map(each => each.element), remove) };
    remove.addEventListener('click', () => {
      all.splice(all.indexOf(row), 1);
      row.element.remove();
      follow();
    });
    all.push(row);
    list.append(row.element);
    follow();
    return fields;
  };
  const follow = () => {
    all.forEach(row => { row.remove.hidden = all.length === 1; });
    list.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const more = h('button', { type: 'button', class: 'plain', onclick: () => Object.values(add())[0].input.focus() }, addLabel);
  return {
    element: h('fieldset', {}, h('legend', {}, title), list, more),
    add,
    get length() {
      return all.length;
    },
    at: index => all[index]?.fields ?? null,
    read: work => all.map(row => work(row.fields)),
    fields: () => all.flatMap(row => Object.values(row.fields)),
  };
}
