// Every queue at a glance, looked at again and again.

import { get, id } from './calls.js';
import { h, heading, line, set, write } from './dom.js';
import { number } from './format.js';
import { stateOf } from './health.js';
import { History } from './history.js';
import { textOf } from './problems.js';
import { spark } from './spark.js';
import { clock, known, rate, share, span } from './spans.js';
import { t } from './words.js';

const EVERY_MS = 2_000;
const AT_ONCE = 100;

export function queuesView() {
  const list = h('ul', { class: 'queues' });
  const stale = h('p', { class: 'stale-word', role: 'status', hidden: true });
  const none = h('p', { class: 'lead', hidden: true }, t('queues.none'), ' ', h('a', { href: '#/new' }, t('nav.new')));
  const further = h('button', { type: 'button', class: 'plain', hidden: true }, t('queues.next'));
  const cards = new Map();
  let cursor = '';
  let heardAt = null;
  let timer = null;
  let isClosed = false;
  /** Which look is the latest: one that was overtaken asks no further. */
  let looks = 0;

  async function look() {
    const mine = ++looks;
    try {
      const { items, next } = await get(`/queues?limit=${AT_ONCE}&cursor=${id(cursor)}`);
      if (isClosed || mine !== looks) {
        return;
      }
      heardAt = new Date();
      line(stale, null);
      none.hidden = items.length > 0;
      further.hidden = next === null && cursor === '';
      further.onclick = () => turnTo(next ?? '');
      follow(items);
    } catch (failure) {
      line(stale, heardAt ? t('stale.cut', { time: clock(heardAt) }) : textOf(failure));
    }
    set(list, 'data-stale', stale.hidden ? null : 'true');
    if (!isClosed && mine === looks) {
      timer = setTimeout(look, EVERY_MS);
    }
  }

  function turnTo(next) {
    cursor = next;
    clearTimeout(timer);
    look();
  }

  function follow(items) {
    const names = new Set(items.map(each => each.queueId));
    for (const [name, card] of cards) {
      if (!names.has(name)) {
        card.close();
        card.element.remove();
        cards.delete(name);
      }
    }
    for (const queue of items) {
      if (!cards.has(queue.queueId)) {
        cards.set(queue.queueId, cardOf(queue.queueId));
        list.append(cards.get(queue.queueId).element);
      }
      cards.get(queue.queueId).show(queue);
    }
  }

  return {
    name: 'queues',
    title: t('nav.queues'),
    element: h('section', {}, heading(t('nav.queues')), stale, none, list, further),
    begin: look,
    close() {
      isClosed = true;
      clearTimeout(timer);
      cards.forEach(card => card.close());
    },
  };
}

function cardOf(queueId) {
  const history = new History();
  const line_ = spark();
  const title = h('a', { href: `#/queues/${id(queueId)}` });
  const state = h('span', { class: 'pill' });
  const figures = ['waiting', 'inside', 'rate', 'oldest', 'paid'].map(key => [key, h('dd', {})]);
  const cells = Object.fromEntries(figures);
  return {
    element: h('li', { class: 'queue-card' },
      h('h2', {}, title, ' ', state), h('p', { class: 'small mono' }, queueId),
      h('dl', { class: 'cells' }, figures.map(([key, cell]) => h('div', { class: key }, h('dt', {}, t('figure.' + key)), cell))),
      line_.element),
    show(queue) {
      history.add(queue, Date.now());
      write(title, queue.title);
      stateOf(state, queue);
      write(cells.waiting, number(queue.waiting));
      write(cells.inside, t('figure.of', { some: queue.ready + queue.active, all: queue.capacity }));
      write(cells.rate, known(history.perSecond(each => each.totals.called), rate));
      write(cells.oldest, known(queue.oldestWaitMs, span));
      write(cells.paid, share(queue.totals.completed, queue.totals.called - queue.ready - queue.active));
      line_.update(history.columns([each => each.waiting]));
    },
    close: line_.close,
  };
}
