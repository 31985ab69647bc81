/**
 * The machine: pure, single-threaded and deterministic. Decisions read the state and emit events;
 * {@link io.daegi.engine.core.Evolution} is the only writer, live and in replay.
 */
package io.daegi.engine.core;
