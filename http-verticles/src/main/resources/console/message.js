// The word to everybody who waits.

import { overtaken } from './acts.js';
import { change, id } from './calls.js';
import { button, h, line } from './dom.js';
import { field } from './fields.js';
import { doing, say, tell } from './frame.js';
import { t } from './words.js';

export function messageForm(queueId, changed) {
  const text = field(t('message.label'), { name: 'message', tag: 'textarea', rows: 3, maxlength: 500, required: true, hint: t('message.hint') });
  const shown = h('p', { class: 'note', hidden: true });
  const away = button(t('message.remove'), 'plain', () => put(null));
  const form = h('form', {}, text.element, h('div', { class: 'buttons' }, h('button', { class: 'primary' }, t('message.show')), away));
  let queue = null;
  /** The ETag of the message that stood here when the operator began to write; null: nothing is written. */
  let seen = null;
  text.input.addEventListener('input', () => {
    seen = text.value ? seen ?? queue?.etag : null;
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    put(text.value);
  });

  async function put(message) {
    const etag = message === null ? queue.etag : seen ?? queue.etag;
    seen = null;
    await doing(async () => {
      try {
        await change('PUT', `/queues/${id(queueId)}/message`, etag, { message });
        text.value = '';
        say(t(message === null ? 'message.removed' : 'message.shown'));
      } catch (failure) {
        if (failure.status !== 412) {
          throw failure;
        }
        tell(await overtaken(queueId, 'message'));
      }
      changed();
    });
  }

  return {
    element: h('section', { class: 'panel message' }, h('h2', {}, t('message.title')), shown, form),
    follow(next) {
      queue = next;
      line(shown, queue.message);
      away.hidden = queue.message === null;
    },
  };
}
