// Makes a sale: a queue, and the concert behind it.

import { call, id } from './calls.js';
import { h, heading } from './dom.js';
import { field, numberOf } from './fields.js';
import { tell } from './frame.js';
import { group, planFields, whole } from './plan-fields.js';
import { showFaults } from './problems.js';
import { t } from './words.js';

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
  const plan = planFields(() => fields.currency.value);
  const make = h('button', { class: 'primary' }, t('sale.do'));
  const form = h('form', { class: 'sale', novalidate: true },
    group('sale.line', fields.title, fields.id, fields.opensAt, fields.capacity, fields.admitPerSecond),
    group('sale.shop', fields.currency, fields.maxSeatsPerVisitor), plan.elements, make);
  let isIdOwn = false;
  /** The ETag of a queue that this form made already, before the concert was refused. */
  let etag = null;

  fields.id.input.addEventListener('input', () => { isIdOwn = true; });
  fields.title.input.addEventListener('input', () => {
    if (!isIdOwn) {
      fields.id.value = slugOf(fields.title.value);
    }
  });
  form.addEventListener('input', plan.count);

  form.addEventListener('submit', async event => {
    event.preventDefault();
    tell(null);
    [...Object.values(fields), ...plan.all()].forEach(each => each.fault(null));
    make.disabled = true;
    try {
      await makeQueue();
      await call('PUT', `/concerts/${id(fields.id.value)}`, { body: concert(), headers: ONLY_NEW });
      location.hash = `#/queues/${id(fields.id.value)}`;
    } catch (failure) {
      if (failure.code === 'precondition-failed') {
        chooseAnotherName();
      } else {
        tell(showFaults(failure, fieldOf));
      }
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

  /** A queue or a concert of this name was made by somebody else. */
  function chooseAnotherName() {
    tell(t('sale.exists', { id: fields.id.value }));
    etag = null;
    fields.id.input.readOnly = false;
    fields.id.input.focus();
  }

  function concert() {
    return {
      title: fields.title.value,
      queueId: fields.id.value,
      currency: fields.currency.value,
      maxSeatsPerVisitor: numberOf(fields.maxSeatsPerVisitor.value),
      shows: plan.read(),
    };
  }

  function fieldOf(pointer) {
    return plan.fieldOf(pointer) ?? (pointer.endsWith('Id') ? fields.id : fields[pointer.slice(1)] ?? null);
  }

  return {
    name: 'sale',
    title: t('sale.title'),
    element: h('section', { class: 'narrow' }, heading(t('sale.title')), h('p', { class: 'lead' }, t('sale.lead')), form),
    begin: plan.begin,
  };
}
