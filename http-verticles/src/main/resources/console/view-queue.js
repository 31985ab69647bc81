// One queue: how it goes, second by second, and everything that can be done with it.

import { concertsOf, id } from './calls.js';
import { chart } from './charts.js';
import { h, heading, line, set, write } from './dom.js';
import { day, number, time } from './format.js';
import { tell } from './frame.js';
import { healthList, stateOf, warningOf } from './health.js';
import { History } from './history.js';
import { listen } from './live.js';
import { lookup } from './lookup.js';
import { messageForm } from './message.js';
import { textOf } from './problems.js';
import { settingsForm } from './settings.js';
import { clock, known, rate, share, span } from './spans.js';
import { steering } from './steering.js';
import { trail } from './trail.js';
import { t } from './words.js';

const FIGURES = ['waiting', 'rate', 'inside', 'oldest', 'missed', 'paid', 'serving', 'joined'];
const called = queue => queue.totals.called;

export function queueView(queueId) {
  const history = new History();
  const title = heading(queueId);
  const state = h('span', { class: 'pill' });
  const warning = h('p', { class: 'warning', role: 'status', hidden: true });
  const asOf = h('p', { class: 'small as-of' });
  const cells = Object.fromEntries(FIGURES.map(key => [key, h('dd', {}, '–')]));
  const figures = h('dl', { class: 'figures' }, FIGURES.map(key => h('div', { class: key }, h('dt', {}, t('figure.' + key)), cells[key])));
  const charts = chartsOf();
  const health = healthList();
  const log = trail(queueId);
  const steer = steering(queueId, () => log.look());
  const tools = [settingsForm(queueId, () => history.perSecond(called), () => log.look()), messageForm(queueId, () => log.look())];
  const live = h('div', { class: 'live' }, figures, h('div', { class: 'charts' }, charts.map(each => each.element)),
    h('section', { class: 'panel' }, h('h2', {}, t('health.title')), health.element));
  const behind = h('p', { class: 'small behind', hidden: true });
  let link = { isUp: true, silentMs: 0 };
  let stop = null;

  function heard(queue) {
    history.add(queue, Date.now());
    write(title, queue.title);
    stateOf(state, queue);
    showFigures(queue, history, cells);
    charts.forEach(each => each.follow(history));
    health.update(queue);
    [steer, ...tools].forEach(each => each.follow(queue));
    write(asOf, t('live.asOf', { time: clock(Date.now() - queue.ageMs), opens: queue.state === 'SCHEDULED' && queue.opensAt ? opening(queue) : '' }));
  }

  function warn(next) {
    link = next;
    const text = history.last ? warningOf(history.last, link) : link.isUp ? null : t('stale.stream', { time: span(link.silentMs) });
    line(warning, text);
    set(live, 'data-stale', link.isUp && (history.last?.ageMs ?? 0) < 3_000 ? null : 'true');
  }

  return {
    name: 'queue',
    title: queueId,
    element: h('section', {},
      h('div', { class: 'headline' }, h('div', {}, h('p', { class: 'small mono' }, queueId), title), h('div', { class: 'at-hand' }, state, steer.element)),
      behind, warning, asOf,
      h('div', { class: 'two' }, live, h('div', { class: 'tools' }, tools.map(each => each.element))),
      h('div', { class: 'two even' }, lookup(queueId).element, log.element)),
    begin() {
      stop = listen(queueId, { heard, changed: warn, refused: failure => tell(textOf(failure)) });
      log.look();
      showConcerts(queueId, behind);
    },
    close() {
      stop();
      charts.forEach(each => each.close());
    },
  };
}

/** Only a way there: a queue is steered without its concerts, too. */
async function showConcerts(queueId, place) {
  const concerts = await concertsOf(queueId).catch(() => []);
  place.replaceChildren(t('concert.behind') + ' ', ...concerts.flatMap(({ concertId, title }, at) =>
    [at > 0 ? ', ' : '', h('a', { href: '#/concerts/' + id(concertId) }, title)]));
  place.hidden = concerts.length === 0;
}

const opening = queue => t('live.opens', { time: day(queue.opensAt.slice(0, 10), false) + ' ' + time(queue.opensAt, true) });

function showFigures(queue, history, cells) {
  const { totals } = queue;
  write(cells.waiting, number(queue.waiting));
  write(cells.rate, t('figure.limit', { some: known(history.perSecond(called), rate), all: number(queue.admitPerSecond) }));
  write(cells.inside, t('figure.of', { some: queue.ready + queue.active, all: queue.capacity }));
  write(cells.oldest, known(queue.oldestWaitMs, span));
  write(cells.missed, share(totals.missed, totals.called - queue.ready));
  write(cells.paid, share(totals.completed, totals.called - queue.ready - queue.active));
  write(cells.serving, number(queue.servingNumber));
  write(cells.joined, number(queue.lastNumber));
}

function chartsOf() {
  const waiting = chart(t('chart.waiting'), [{ label: t('figure.waiting'), colour: '--jade' }]);
  const flow = chart(t('chart.flow'), [
    { label: t('chart.joining'), colour: '--amber' }, { label: t('chart.called'), colour: '--jade' }]);
  const inside = chart(t('chart.inside'), [
    { label: t('chart.active'), colour: '--jade' }, { label: t('chart.ready'), colour: '--amber' },
    { label: t('chart.capacity'), colour: '--soft', dash: true }]);
  const age = chart(t('chart.age'), [{ label: t('part.board'), colour: '--jade' }], value => t('span.ms', { count: Math.round(value) }));
  return [
    { ...waiting, follow: history => waiting.update(history.columns([queue => queue.waiting])) },
    { ...flow, follow: history => flow.update(history.rates([queue => queue.lastNumber, called])) },
    { ...inside, follow: history => inside.update(history.columns([queue => queue.active, queue => queue.ready, queue => queue.capacity])) },
    { ...age, follow: history => age.update(history.columns([queue => queue.ageMs])) },
  ];
}
