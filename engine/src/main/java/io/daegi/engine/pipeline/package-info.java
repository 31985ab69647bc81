/** The Disruptor: ring, apply, journal, reply. */
package io.daegi.engine.pipeline;
