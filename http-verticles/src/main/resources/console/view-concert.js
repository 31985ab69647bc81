// Changes the plan of a concert: what is held and sold stays, and nobody writes over somebody else's change.

import { overtakenPlan } from './acts.js';
import { call, change, id } from './calls.js';
import { button, h, heading, line, write } from './dom.js';
import { field, numberOf } from './fields.js';
import { doing, say, tell } from './frame.js';
import { group, planFields, whole } from './plan-fields.js';
import { showFaults } from './problems.js';
import { t } from './words.js';

export function concertView(concertId) {
  const path = `/concerts/${id(concertId)}`;
  const title = heading(concertId);
  const behind = h('p', { class: 'small' });
  const clash = h('div', {});
  const place = h('div', {});

  /** Shows the plan as it is, and forgets what was typed. */
  async function load() {
    await doing(async () => {
      const { json, etag } = await call('GET', path);
      write(title, json.title);
      behind.replaceChildren(h('a', { href: '#/queues/' + id(json.queueId) }, json.queueId));
      clash.replaceChildren();
      place.replaceChildren(isUniform(json) ? formOf(json, etag) : h('p', { class: 'warning' }, t('concert.mixed')));
    });
  }

  function formOf(plan, etag) {
    const fields = {
      title: field(t('sale.name'), { name: 'title', required: true, maxlength: 200, autocomplete: 'off' }),
      maxSeatsPerVisitor: field(t('sale.maxSeats'), { name: 'maxSeatsPerVisitor', ...whole }),
    };
    Object.entries(fields).forEach(([name, each]) => { each.value = plan[name]; });
    const shows = planFields(() => plan.currency);
    const why = field(t('why.wanted'), { name: 'reason', maxlength: 500, autocomplete: 'off' });
    const apply = h('button', { class: 'primary' }, t('settings.apply'));
    const form = h('form', { class: 'sale', novalidate: true },
      group('sale.shop', ...Object.values(fields)), shows.elements, why.element, apply);
    shows.fill(plan);
    form.addEventListener('input', shows.count);
    form.addEventListener('submit', async event => {
      event.preventDefault();
      tell(null);
      [...Object.values(fields), ...shows.all()].forEach(each => each.fault(null));
      apply.disabled = true;
      try {
        await change('PUT', path, etag, {
          ...plan,
          title: fields.title.value,
          maxSeatsPerVisitor: numberOf(fields.maxSeatsPerVisitor.value),
          shows: shows.read(),
          ...(why.value ? { reason: why.value } : {}),
        });
        await load();
        tell(t('concert.done'), 'good');
      } catch (failure) {
        await refused(failure, pointer => shows.fieldOf(pointer) ?? fields[pointer.slice(1)] ?? null);
      } finally {
        apply.disabled = false;
      }
    });
    return form;
  }

  async function refused(failure, fieldOf) {
    if (failure.status !== 412) {
      tell(showFaults(failure, fieldOf));
      return;
    }
    const told = h('p', {});
    line(told, await overtakenPlan(concertId));
    const panel = h('div', { class: 'conflict', role: 'alertdialog', 'aria-label': t('conflict.title'), tabindex: '-1' },
      h('h2', {}, t('conflict.title')), told, h('div', { class: 'buttons' }, button(t('concert.reload'), 'primary', load)));
    clash.replaceChildren(panel);
    say(told.textContent);
    panel.focus();
  }

  return {
    name: 'concert',
    title: concertId,
    element: h('section', { class: 'narrow' },
      h('p', { class: 'small mono' }, concertId), title, behind, h('p', { class: 'lead' }, t('concert.lead')), clash, place),
    begin: load,
  };
}

/** Whether every date has the same sections: what the form can show. */
const isUniform = ({ shows }) => new Set(shows.map(each => JSON.stringify(each.sections))).size === 1;
