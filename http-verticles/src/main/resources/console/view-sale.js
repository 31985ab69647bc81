// Makes a sale: a queue, and the concert behind it.

import { call, id } from './calls.js';
import { h, heading, write } from './dom.js';
import { field, numberOf } from './fields.js';
import { number } from './format.js';
import { tell } from './frame.js';
import { showFaults } from './problems.js';
import { rows } from './rows.js';
import { t } from './words.js';

const whole = { type: 'number', inputmode: 'numeric', min: 1, step: 1, required: true, autocomplete: 'off' };
const ONLY_NEW = { 'If-None-Match': '*' };
const slugOf = title => title.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 64);

export function saleView() {
  const fields = {
    title: field(t('sale.name'), { name: 'title', required: true, maxlength: 200, autocomplete: 'off' }),
    id: field(t('sale.id'), { name: 'id', required: true, maxlength: 64, autocomplete: 'off', spellcheck: 'false', hint: t('sale.idHint') }),
    opensAt: field(t('setting.opensAt'), { name: 'opensAt', type: 'datetime-local', hint: t('sale.opensHint') }),
    capacity: field(t('setting.capacity'), { name: 'capacity', ...whole, unit: t('unit.people'), hint: t('sale.capacityHint'), value: 100 }),
    admitPerSecond: field(t('setting.admitPerSecond'), { name: 'admitPerSecond', ...whole, step: 'any', min: 0, inputmode: 'decimal', unit: t('unit.perSecond'), value: 10 }),
    currency: field(t('sale.currency'), { name: 'currency', required: true, maxlength: 3, autocomplete: 'off', value: 'KRW' }),
    maxSeatsPerVisitor: field(t('sale.maxSeats'), { name: 'maxSeatsPerVisitor', ...whole, value: 4 }),
  };
  const dates = rows(t('sale.dates'), t('sale.addDate'), () => ({
    date: field(t('sale.date'), { name: 'date', type: 'date', required: true }), startsAt: field(t('sale.startsAt'), { name: 'startsAt', type: 'time' }) }));
  const sections = rows(t('sale.sections'), t('sale.addSection'), () => ({
    name: field(t('sale.section'), { name: 'name', required: true, maxlength: 30, autocomplete: 'off' }),
    rows: field(t('sale.rows'), { name: 'rows', ...whole }), seatsPerRow: field(t('sale.seatsPerRow'), { name: 'seatsPerRow', ...whole }),
    price: field(t('sale.price'), { name: 'price', ...whole, min: 0, step: 'any', inputmode: 'decimal' }) }));
  const sum = h('p', { class: 'sum', role: 'status' });
  const make = h('button', { class: 'primary' }, t('sale.do'));
  const form = h('form', { class: 'sale', novalidate: true },
    group('sale.line', fields.title, fields.id, fields.opensAt, fields.capacity, fields.admitPerSecond),
    group('sale.shop', fields.currency, fields.maxSeatsPerVisitor), dates.element, sections.element, sum, make);
  let isIdOwn = false;
  /** The ETag of a queue that this form made already, before the concert was refused. */
  let etag = null;

  fields.id.input.addEventListener('input', () => { isIdOwn = true; });
  fields.title.input.addEventListener('input', () => {
    if (!isIdOwn) {
      fields.id.value = slugOf(fields.title.value);
    }
  });
  form.addEventListener('input', count);

  function count() {
    const seats = sections.read(each => Number(each.rows.value) * Number(each.seatsPerRow.value)).reduce((a, b) => a + b, 0);
    const evenings = dates.length;
    const key = evenings === 1 ? 'sale.sumOfOne' : 'sale.sum';
    write(sum, seats > 0 ? t(key, { count: seats * evenings, seats, dates: number(evenings) }) : '');
  }

  form.addEventListener('submit', async event => {
    event.preventDefault();
    tell(null);
    [...Object.values(fields), ...dates.fields(), ...sections.fields()].forEach(each => each.fault(null));
    make.disabled = true;
    try {
      await makeQueue();
      await call('PUT', `/concerts/${id(fields.id.value)}`, { body: concert(fields, dates, sections), headers: ONLY_NEW });
      location.hash = `#/queues/${id(fields.id.value)}`;
    } catch (failure) {
      tell(failure.code === 'precondition-failed' ? t('sale.exists', { id: fields.id.value }) : showFaults(failure, fieldOf));
    } finally {
      make.disabled = false;
    }
  });

  /** Once; after a concert that was refused, the queue follows what was corrected. */
  async function makeQueue() {
    const body = {
      title: fields.title.value,
      capacity: numberOf(fields.capacity.value),
      admitPerSecond: numberOf(fields.admitPerSecond.value),
      opensAt: fields.opensAt.value ? new Date(fields.opensAt.value).toISOString() : null,
    };
    const made = await call('PUT', `/queues/${id(fields.id.value)}`, { body, headers: etag ? { 'If-Match': etag } : ONLY_NEW });
    etag = made.etag;
    fields.id.input.readOnly = true;
  }

  function fieldOf(pointer) {
    const [, list, index, inner, innerIndex, name] = pointer.match(/^\/(shows)\/(\d+)(?:\/(\w+)(?:\/(\d+)\/(\w+))?)?$/) ?? [];
    if (list) {
      return innerIndex ? sections.at(innerIndex)?.[name] ?? null : dates.at(index)?.[inner] ?? null;
    }
    return pointer.endsWith('Id') ? fields.id : fields[pointer.slice(1)] ?? null;
  }

  return {
    name: 'sale',
    title: t('sale.title'),
    element: h('section', { class: 'narrow' }, heading(t('sale.title')), h('p', { class: 'lead' }, t('sale.lead')), form),
    begin() {
      dates.add();
      sections.add();
    },
  };
}

const group = (key, ...all) => h('fieldset', {}, h('legend', {}, t(key)), h('div', { class: 'grid' }, all.map(each => each.element)));

/** Every evening has the same sections. */
function concert(fields, dates, sections) {
  const digits = digitsOf(fields.currency.value);
  const plan = sections.read(each => ({
    name: each.name.value,
    rows: numberOf(each.rows.value),
    seatsPerRow: numberOf(each.seatsPerRow.value),
    price: minor(numberOf(each.price.value), digits),
  }));
  return {
    title: fields.title.value,
    queueId: fields.id.value,
    currency: fields.currency.value,
    maxSeatsPerVisitor: numberOf(fields.maxSeatsPerVisitor.value),
    shows: dates.read(each => ({
      date: each.date.value,
      startsAt: each.startsAt.value && each.date.value ? new Date(`${each.date.value}T${each.startsAt.value}`).toISOString() : null,
      sections: plan,
    })),
  };
}

/** How many decimals a currency has; 0 for what is none, which the server refuses. */
function digitsOf(currency) {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
  } catch {
    return 0;
  }
}

const minor = (amount, digits) => (typeof amount === 'number' ? Math.round(amount * 10 ** digits) : amount);
