// Before the visitor has a place: what is on, how long the line is, and the way in.

import { msUntil, ticking } from './clock.js';
import { button, dd, facts, h, heading, line, write } from './dom.js';
import { countdown, moment, number } from './format.js';
import { Opening } from './opening.js';
import { queueNote } from './sale.js';
import * as shop from './shop.js';
import { alertSwitches } from './view-alerts.js';
import { ticketList } from './view-ticket.js';
import { t } from './words.js';

const LOOK_EVERY_MS = 3_000;
/** Long before the opening there is nothing to see but an operator's word. */
const LOOK_AHEAD_EVERY_MS = 15_000;
const SOON_MS = 60_000;

export function join(app) {
  const title = heading(t('join.title'));
  const lead = h('p', { class: 'lead' }, t('join.lead'));
  const note = h('p', { class: 'note', hidden: true });
  const waiting = dd();
  const inside = dd();
  const opens = h('p', { class: 'clock', role: 'timer' });
  const ahead = h('div', { class: 'place', hidden: true },
    h('p', { class: 'label' }, t('join.opensIn')), opens, h('p', {}, t('join.byItself')), alertSwitches());
  const figures = facts([t('join.waiting'), waiting], [t('join.inside'), inside]);
  const enter = button(t('join.do'), 'primary', () => app.join());
  const known = app.sale.isRoomOnly ? [1, 2] : [1, 2, 3];
  const steps = h('ol', { class: 'steps' }, known.map(step => h('li', {}, t('step.' + step))));
  let queue = null;
  let opening = null;
  let isClosed = false;

  async function look() {
    try {
      queue = await shop.queue(app.sale.queueId);
      if (!isClosed) {
        show();
      }
    } catch (failure) {
      if (!isClosed) {
        await app.failLooking(failure);
      }
    }
    if (!isClosed) {
      timer = setTimeout(look, lookAfterMs());
    }
  }

  function lookAfterMs() {
    const isFar = queue?.state === 'SCHEDULED' && !(queue.opensAt && msUntil(queue.opensAt) < SOON_MS);
    return (isFar ? LOOK_AHEAD_EVERY_MS : LOOK_EVERY_MS) * (0.75 + Math.random() / 2);
  }

  function show() {
    const isOver = ['DRAINING', 'CLOSED'].includes(queue.state);
    const isAhead = queue.state === 'SCHEDULED';
    if (isAhead) {
      opening ??= new Opening(app, refusal => app.fail(refusal));
    }
    write(title, t(isOver ? 'join.closed' : isAhead ? 'join.ahead' : 'join.title'));
    write(lead, isOver ? t('join.closedLead') : isAhead ? whenItOpens() : t('join.lead'));
    write(waiting, number(queue.waiting));
    write(inside, t('join.capacity', { inside: queue.ready + queue.active, capacity: queue.capacity }));
    figures.hidden = isAhead;
    enter.hidden = isOver || isAhead;
    steps.hidden = isOver;
    line(note, isAhead || isOver ? queue.message : queueNote(queue, queue.state));
    countDown();
    if (isAhead && queue.opensAt) {
      opening.at(queue.opensAt);
    } else if (!isAhead && !isOver) {
      opening?.now();
    }
  }

  const whenItOpens = () =>
    queue.opensAt ? t('join.scheduled', { time: moment(queue.opensAt) }) : t('join.scheduledSometime');

  function countDown() {
    const isAhead = queue?.state === 'SCHEDULED';
    const leftMs = isAhead && queue.opensAt ? msUntil(queue.opensAt) : null;
    ahead.hidden = !isAhead && opening === null;
    write(opens, leftMs === null ? '–' : leftMs > 0 ? countdown(leftMs) : t('join.joining'));
    opens.classList.toggle('joining', leftMs === 0);
  }

  let timer = null;
  look();
  const stop = ticking(countDown);
  return {
    title: t('join.title'),
    element: h('section', {},
      h('p', { class: 'kicker' }, app.sale.about),
      title, lead, note, ahead, figures,
      enter, steps, ticketList(app)),
    close() {
      isClosed = true;
      clearTimeout(timer);
      opening?.close();
      stop();
    },
  };
}
