// Before the visitor has a place: what is on, how long the line is, and the way in.

import { msUntil, ticking } from './clock.js';
import { button, dd, facts, h, heading, line, write } from './dom.js';
import { countdown, moment, number } from './format.js';
import { queueNote } from './sale.js';
import * as shop from './shop.js';
import { ticketList } from './view-ticket.js';
import { t } from './words.js';

const LOOK_EVERY_MS = 3_000;

export function join(app) {
  const title = heading(t('join.title'));
  const lead = h('p', { class: 'lead' }, t('join.lead'));
  const note = h('p', { class: 'note', hidden: true });
  const waiting = dd();
  const inside = dd();
  const opens = h('p', { class: 'clock', hidden: true });
  const enter = button(t('join.do'), 'primary', () => app.join());
  const steps = h('ol', { class: 'steps' }, [1, 2, 3].map(step => h('li', {}, t('step.' + step))));
  let queue = null;
  let isClosed = false;

  async function look() {
    try {
      queue = await shop.queue(app.queueId);
      if (!isClosed) {
        show();
      }
    } catch (failure) {
      if (!isClosed) {
        await app.failLooking(failure);
      }
    }
    if (!isClosed) {
      timer = setTimeout(look, LOOK_EVERY_MS);
    }
  }

  function show() {
    const isOver = ['DRAINING', 'CLOSED'].includes(queue.state);
    const isAhead = queue.state === 'SCHEDULED';
    write(title, isOver ? t('join.closed') : t('join.title'));
    write(lead, isOver ? t('join.closedLead') : t('join.lead'));
    write(waiting, number(queue.waiting));
    write(inside, t('join.capacity', { inside: queue.ready + queue.active, capacity: queue.capacity }));
    enter.hidden = isOver || isAhead;
    steps.hidden = isOver;
    line(note, isAhead ? opening() : isOver ? queue.message : queueNote(queue, queue.state));
    countDown();
  }

  function opening() {
    const when = queue.opensAt
      ? t('join.scheduled', { time: moment(queue.opensAt) })
      : t('join.scheduledSometime');
    return [queue.message, when].filter(Boolean).join(' ');
  }

  function countDown() {
    const isAhead = queue?.state === 'SCHEDULED' && queue.opensAt;
    line(opens, isAhead ? `${t('join.opensIn')} ${countdown(msUntil(queue.opensAt))}` : null);
  }

  let timer = null;
  look();
  const stop = ticking(countDown);
  return {
    title: t('join.title'),
    element: h('section', {},
      h('p', { class: 'kicker' }, app.about),
      title, lead, note, opens,
      facts([t('join.waiting'), waiting], [t('join.inside'), inside]),
      enter, steps, ticketList(app)),
    close() {
      isClosed = true;
      clearTimeout(timer);
      stop();
    },
  };
}
