// What is known of one visitor, in sentences; what is not known is said, too.

import { facts, h } from './dom.js';
import { moment, money, number, seatName } from './format.js';
import { span } from './spans.js';
import { t } from './words.js';

/** @param found what the server knows of a token */
export function story(found) {
  const sentences = [joined(found), stands(found), ...clocks(found), ...bought(found)];
  return [
    h('ul', { class: 'sentences' }, sentences.filter(Boolean).map(text => h('li', {}, text))),
    facts([t('find.number'), number(found.number)], [t('find.token'), h('dd', { class: 'mono' }, found.tokenId)],
      [t('find.visitor'), found.visitor ? h('dd', { class: 'mono' }, found.visitor) : t('find.visitorUnknown')]),
    h('p', { class: 'small' }, t('find.asOf', { at: moment(found.asOf) })),
  ];
}

function joined({ joinedAt }) {
  return joinedAt === null
    ? t('story.joinedUnknown')
    : t('story.joined', { at: moment(joinedAt), ago: span(Date.now() - Date.parse(joinedAt)) });
}

function stands({ state, reason, position, etaMs, queueState, held }) {
  if (state !== 'WAITING') {
    return t(`story.${reason ?? state}`);
  }
  const ahead = position === 1 ? t('story.next') : t('story.waiting', { count: position - 1 });
  if (etaMs !== null) {
    return `${ahead} ${t('story.eta', { span: span(etaMs) })}`;
  }
  return `${ahead} ${t(held ? 'story.held' : queueState === 'PAUSED' ? 'story.paused' : 'story.noEta')}`;
}

function clocks({ state, expiresInMs, clockHeld }) {
  if (expiresInMs === null) {
    return [];
  }
  return [t('story.left.' + state, { span: span(expiresInMs) }), clockHeld ? t('story.clockHeld') : null];
}

function bought({ reservations, state }) {
  if (reservations === null) {
    return [t('story.bookingAway')];
  }
  if (reservations.length === 0) {
    return state === 'WAITING' ? [] : [t('story.nothing')];
  }
  return reservations.flatMap(purchase);
}

function purchase({ reservationId, state, seats, total, createdAt, holdUntil, reason, payment }) {
  const values = { seats: seats.map(seatName).join(', '), total: money(total), at: moment(createdAt), id: reservationId };
  return [
    t('story.reserved', values),
    t('story.reservation.' + state, { ...values, until: holdUntil ? moment(holdUntil) : '', reason: reason ?? '–' }),
    payment ? t('story.payment.' + payment.state, { at: moment(payment.at), reason: payment.refusal ?? '–' }) : null,
  ];
}
