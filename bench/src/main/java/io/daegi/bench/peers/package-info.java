/**
 * Waiting rooms as one would build them from what is at hand, each in the way that suits it best.
 */
package io.daegi.bench.peers;
