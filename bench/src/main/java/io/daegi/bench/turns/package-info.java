/** Measures in one process what is to be compared: in turn, round by round, compared in pairs. */
package io.daegi.bench.turns;
