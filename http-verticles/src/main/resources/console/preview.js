// What would follow from other settings, in sentences.

import { h } from './dom.js';
import { forecast } from './forecast.js';
import { span } from './spans.js';
import { t } from './words.js';

const TIMES = ['readyTtlMs', 'activeTtlMs', 'sessionMaxMs', 'waitingTtlMs'];

/** Writes the sentences into a list; none without a wish. */
export function preview(list, live, callsPerSecond, wish) {
  const texts = live && wish ? sentences(live, callsPerSecond, wish) : [];
  if (list.dataset.said !== texts.join('\n')) {
    list.dataset.said = texts.join('\n');
    list.replaceChildren(...texts.map(text => h('li', {}, text)));
  }
}

function sentences(live, callsPerSecond, wish) {
  const next = { ...live, ...wish };
  const isNumber = value => typeof value === 'number' && value > 0;
  if (![next.capacity, next.admitPerSecond, next.maxWaiting].every(isNumber)) {
    return [];
  }
  const seen = forecast(live, callsPerSecond, next);
  const count = live.waiting;
  const texts = [];
  if ('capacity' in wish || 'admitPerSecond' in wish) {
    texts.push(wait(live, seen));
  }
  if (seen.atOnce > 0 && live.state === 'OPEN') {
    texts.push(t('effect.atOnce', { count: seen.atOnce }));
  }
  if (seen.over > 0 && next.capacity < live.capacity) {
    texts.push(t('effect.over', { count: seen.over }));
  }
  if ('maxWaiting' in wish && seen.isFull && count > 0) {
    texts.push(t('effect.full'));
  }
  if (TIMES.some(name => name in wish)) {
    texts.push(t('effect.times'));
  }
  return texts;
}

function wait(live, { nowMs, thenMs }) {
  if (live.waiting === 0) {
    return t('effect.nobody');
  }
  if (!['OPEN', 'DRAINING'].includes(live.state) || live.held) {
    return t('effect.stands', { count: live.waiting });
  }
  if (thenMs === null) {
    return t('effect.unknown', { count: live.waiting });
  }
  const then = span(thenMs);
  const now = nowMs === null ? null : span(nowMs);
  return now === null || now === then
    ? t('effect.same', { count: live.waiting, then })
    : t('effect.wait', { count: live.waiting, then, now });
}
