/**
 * A seeded simulation: the real machine, stages, succession, ticks and boards on one thread and a
 * clock of its own, over a log that fails; beside it a model that is plain enough to be believed.
 */
package io.daegi.engine.simulation;
