/**
 * The engine's suite: what admitting people costs on each rung of the engine and on its peers, what
 * a look at the board costs, and how long anybody waits for an answer.
 */
package io.daegi.bench.engine;
