// What went wrong, in the visitor's words.

import { Problem } from './api.js';
import { money, seatName } from './format.js';
import { t, tryT } from './words.js';

/** The code and the text of anything that was thrown. */
export function problemOf(failure) {
  if (!(failure instanceof Problem)) {
    console.error(failure);
    return { code: 'other', text: t('problem.other', { detail: failure.message }) };
  }
  const { code, body } = failure;
  const values = {
    seats: (body.seats ?? []).map(seatName).join(', '),
    missing: body.missing ? money(body.missing) : '',
  };
  const text = tryT('problem.' + code, values) ?? t('problem.other', { detail: failure.message });
  return { code, text };
}

/** Whether the server does not know the caller. */
export const isUnknown = failure => failure instanceof Problem && failure.status === 401;

/** Whether the way or the server is at fault, so that the same may work a moment later. */
export const isPassing = failure => failure instanceof Problem && (failure.status === 0 || failure.status >= 500);
