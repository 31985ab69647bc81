// The word to everybody who waits.

import { call, id } from './calls.js';
import { button, h, line } from './dom.js';
import { field } from './fields.js';
import { doing, say } from './frame.js';
import { t } from './words.js';

export function messageForm(queueId, changed) {
  const text = field(t('message.label'), { name: 'message', tag: 'textarea', rows: 3, maxlength: 500, required: true, hint: t('message.hint') });
  const shown = h('p', { class: 'note', hidden: true });
  const away = button(t('message.remove'), 'plain', () => put(null));
  const form = h('form', {}, text.element, h('div', { class: 'buttons' }, h('button', { class: 'primary' }, t('message.show')), away));
  form.addEventListener('submit', event => {
    event.preventDefault();
    put(text.value);
  });

  async function put(message) {
    await doing(async () => {
      await call('PUT', `/queues/${id(queueId)}/message`, { body: { message } });
      text.value = '';
      say(t(message === null ? 'message.removed' : 'message.shown'));
      changed();
    });
  }

  return {
    element: h('section', { class: 'panel message' }, h('h2', {}, t('message.title')), shown, form),
    follow(queue) {
      line(shown, queue.message);
      away.hidden = queue.message === null;
    },
  };
}
