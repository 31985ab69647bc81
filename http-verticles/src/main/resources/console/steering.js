// Pausing, resuming, draining and closing: each with what it does to whom, and why it was done.

import { overtaken } from './acts.js';
import { change, id } from './calls.js';
import { button, h } from './dom.js';
import { askWhy, doing, say, tell } from './frame.js';
import { t } from './words.js';

/** What is possible from each state; the engine has the last word. */
const POSSIBLE = {
  SCHEDULED: ['resume', 'close'],
  OPEN: ['pause', 'drain', 'close'],
  PAUSED: ['resume', 'drain', 'close'],
  DRAINING: ['resume', 'pause', 'close'],
  CLOSED: [],
};
const DANGEROUS = new Set(['pause', 'drain', 'close']);

export function steering(queueId, changed) {
  let queue = null;
  const buttons = Object.fromEntries(['resume', 'pause', 'drain', 'close'].map(verb =>
    [verb, button(t('steer.' + verb), verb === 'close' ? 'danger' : verb === 'resume' ? 'primary' : 'plain', () => ask(verb))]));
  const none = h('p', { class: 'small', hidden: true }, t('steer.closed'));
  Object.values(buttons).forEach(each => { each.hidden = true; });

  /** What stood here when the question was asked is what is answered, however long it takes. */
  async function ask(verb) {
    const seen = queue.etag;
    const inside = queue.ready + queue.active;
    const reason = await askWhy({
      title: t(`steer.${verb}.title`),
      text: t(`steer.${verb}.text`, { count: queue.waiting, inside, free: Math.max(0, Math.min(queue.waiting, queue.capacity - inside)) }),
      yes: t('steer.' + verb),
      isDangerous: DANGEROUS.has(verb),
    });
    if (reason !== null) {
      await doing(async () => {
        await post(verb, seen, reason ? { reason } : {});
        changed();
      });
    }
  }

  async function post(verb, seen, body) {
    try {
      await change('POST', `/queues/${id(queueId)}/${verb}`, seen, body);
      say(t(`steer.${verb}.done`));
    } catch (failure) {
      if (failure.status !== 412) {
        throw failure;
      }
      tell(await overtaken(queueId, 'state'));
    }
  }

  return {
    element: h('div', { class: 'steer', role: 'group', 'aria-label': t('steer.title') }, h('div', { class: 'buttons' }, Object.values(buttons)), none),
    follow(next) {
      queue = next;
      const possible = POSSIBLE[queue.state];
      Object.entries(buttons).forEach(([verb, each]) => { each.hidden = !possible.includes(verb); });
      none.hidden = possible.length > 0;
    },
  };
}
