// What can be asked of the queue and the shop, one function a call.

import { call } from './api.js';

const id = encodeURIComponent;
/** For what the page can do without for a while. */
const BRIEFLY = { patienceMs: 3_000 };
const COMPACT = 'application/vnd.daegi.seats+json';

const get = async (path, options) => (await call('GET', path, options)).json;
const post = async (path, options) => (await call('POST', path, options)).json;
const remove = path => call('DELETE', path);

export const concerts = async () => (await get('/v1/concerts', BRIEFLY)).items;
export const concert = concertId => get(`/v1/concerts/${id(concertId)}`, BRIEFLY);

/** The concert that an address names by itself or by its queue, else the first; null if there is none. */
export async function concertFor({ concertId, queueId }) {
  if (queueId === null && concertId !== null) {
    return concert(concertId);
  }
  return (await concerts()).find(each => queueId === null || each.queueId === queueId) ?? null;
}

export const queue = queueId => get(`/v1/queues/${id(queueId)}`);
export const join = (queueId, key) => post(`/v1/queues/${id(queueId)}/tokens`, { key });
export const me = queueId => get(`/v1/queues/${id(queueId)}/tokens/me`);
export const enter = queueId => post(`/v1/queues/${id(queueId)}/tokens/me/enter`);
export const leave = queueId => remove(`/v1/queues/${id(queueId)}/tokens/me`);

export const dates = async concertId =>
  (await get(`/v1/concerts/${id(concertId)}/available-dates`)).dates;

/** The seat map in its compact form; null when it is still the one with this ETag. */
export async function seats(concertId, showId, etag) {
  const path = `/v1/concerts/${id(concertId)}/available-seats?showId=${id(showId)}`;
  const headers = { Accept: COMPACT, ...(etag ? { 'If-None-Match': etag } : {}) };
  const answer = await call('GET', path, { headers });
  return answer.status === 304 ? null : { ...answer.json, etag: answer.etag };
}

export const hold = (concertId, showId, chosen) =>
  post(`/v1/concerts/${id(concertId)}/reservations`, { body: { showId, seats: chosen } });
export const reservations = async () => (await get('/v1/reservations?limit=50', BRIEFLY)).items;
export const reservation = reservationId => get(`/v1/reservations/${id(reservationId)}`);
export const release = reservationId => remove(`/v1/reservations/${id(reservationId)}`);

export const balance = async currency => (await get(`/v1/balance?currency=${id(currency)}`)).balance;
export const charge = async (money, key) =>
  (await post('/v1/charge-balance', { body: money, key })).balance;
export const pay = (reservationId, key) => post('/v1/payments', { body: { reservationId }, key });
export const payment = paymentId => get(`/v1/payments/${id(paymentId)}`);
