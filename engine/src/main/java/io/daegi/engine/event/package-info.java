/** What happened: one method per fact, primitives only. */
package io.daegi.engine.event;
