// Finds one visitor and says why they wait, or what became of them.

import { get, id } from './calls.js';
import { h, line } from './dom.js';
import { field } from './fields.js';
import { tell } from './frame.js';
import { textOf } from './problems.js';
import { story } from './story.js';
import { t } from './words.js';

export function lookup(queueId) {
  const name = field(t('find.label'), { name: 'token', hint: t('find.hint'), required: true, autocomplete: 'off', spellcheck: 'false', maxlength: 64 });
  const fault = h('p', { class: 'warning', role: 'status', hidden: true });
  const told = h('div', { class: 'story', 'aria-live': 'polite' });
  const form = h('form', { class: 'find' }, name.element, h('button', { class: 'primary' }, t('find.do')));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    tell(null);
    line(fault, null);
    told.replaceChildren();
    try {
      told.replaceChildren(...story(await get(`/queues/${id(queueId)}/tokens/${id(name.value)}`)));
    } catch (failure) {
      line(fault, textOf(failure));
    }
  });
  return { element: h('section', { class: 'panel find-one' }, h('h2', {}, t('find.title')), form, fault, told) };
}
