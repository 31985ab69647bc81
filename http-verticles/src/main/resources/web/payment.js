// Keys of what must happen once. A key outlives a lost answer and a reload, and is dropped with its answer.

import { Problem } from './api.js';
import * as shop from './shop.js';

const PREFIX = 'daegi.once.';
const PENDING = 'daegi.pending.';
const PENDING_EVERY_MS = 2_000;

/** Does the work under one key until an answer is heard; after a cut the same key is used again. */
async function once(name, work, kept = sessionStorage) {
  const before = kept.getItem(PREFIX + name);
  const key = before ?? crypto.randomUUID?.() ?? randomKey();
  kept.setItem(PREFIX + name, key);
  try {
    const answer = await work(key);
    kept.removeItem(PREFIX + name);
    return answer;
  } catch (failure) {
    if (failure instanceof Problem && isAnswer(failure)) {
      kept.removeItem(PREFIX + name);
    }
    throw failure;
  }
}

/** A refusal is an answer; a cut, a busy server and a repeat that overtook the first are none. */
function isAnswer({ status, code }) {
  return status >= 400 && status < 500 && !code.endsWith('-running');
}

/** Pages that are not served securely have no randomUUID. */
function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0'))
    .join('');
}

/**
 * Takes a place, the same one in every tab of this browser: the tabs share the key, and where they can they
 * also take turns, so that the second comes with the first one's cookies.
 */
export async function join(queueId) {
  const name = `join.${queueId}`;
  return navigator.locks
    ? navigator.locks.request(PREFIX + name, () => joinAlone(name, queueId))
    : joinAlone(name, queueId);
}

/** A place that was taken long ago under a key, and never told, is nobody's any more: one takes a new one. */
async function joinAlone(name, queueId) {
  const ask = () => once(name, key => shop.join(queueId, key), localStorage);
  try {
    return await ask();
  } catch (failure) {
    if (failure.code !== 'idempotency-key-expired') {
      throw failure;
    }
    return ask();
  }
}

export const topUp = (reservationId, money) =>
  once(`charge.${reservationId}.${money.amount}`, key => shop.charge(money, key));

export async function pay(reservationId) {
  const begun = await once(`pay.${reservationId}`, key => shop.pay(reservationId, key));
  if (begun.state === 'PENDING') {
    sessionStorage.setItem(PENDING + reservationId, begun.paymentId);
  }
  return begun;
}

/** The payment of a reservation that went on at its provider; null if there is none. */
export const pendingId = reservationId => sessionStorage.getItem(PENDING + reservationId);

/** How a payment stands from whose provider the visitor comes back. */
export const pending = reservationId => shop.payment(pendingId(reservationId));

/** Whether a payment was sent and its answer never came. */
export const isUnanswered = reservationId =>
  sessionStorage.getItem(`${PREFIX}pay.${reservationId}`) !== null;

/** Waits for the end of a payment that goes on at its provider. */
export async function settled(payment, reservationId) {
  let now = payment;
  while (now.state === 'PENDING') {
    await new Promise(resolve => setTimeout(resolve, PENDING_EVERY_MS));
    now = await shop.payment(payment.paymentId);
  }
  sessionStorage.removeItem(PENDING + reservationId);
  return now;
}
