// What was done to a queue of late, and by whom.

import { get, id } from './calls.js';
import { moment } from './format.js';
import { t, tryT } from './words.js';

/**
 * The newest change of a queue or a concert that fits; null while the trail cannot be read.
 *
 * @param fits says of an act whether it is one that is looked for
 */
export async function lastAct(subject, fits) {
  try {
    const { items } = await get('/audit?limit=100');
    return items.find(act => act.subject === subject && fits(act)) ?? null;
  } catch {
    return null;
  }
}

/**
 * Who was faster than the operator, and what that means for what the operator wished.
 *
 * @param field what both wanted to change: `state` or `message`; a state may change by itself, too
 */
export async function overtaken(queueId, field) {
  const now = (await get(`/queues/${id(queueId)}`))[field];
  const act = await lastAct('queues/' + queueId, ({ after }) => after && field in after);
  return sentence(act?.after[field] === now ? act : null);
}

/** Who was faster with a concert's plan. */
export async function overtakenPlan(concertId) {
  return sentence(await lastAct('concerts/' + concertId, () => true));
}

function sentence(act) {
  const who = act === null
    ? [t('overtaken.somebody')]
    : [t('overtaken.who', { who: act.who, what: tryT('act.' + act.what) ?? act.what, at: moment(act.at) }),
      act.why ? t('trail.why', { why: act.why }) : null];
  return [...who, t('overtaken.nothing')].filter(Boolean).join(' ');
}
