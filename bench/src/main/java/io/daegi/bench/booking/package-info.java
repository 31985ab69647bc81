/**
 * Purchases, holds and seat maps of the real booking side, beside the same statements alone and
 * beside bare Vert.x.
 */
package io.daegi.bench.booking;
