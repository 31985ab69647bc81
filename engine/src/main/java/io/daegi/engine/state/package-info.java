/**
 * How a canonical state is told, value by value: to a snapshot and back, and to a fingerprint.
 * Machine and board tell theirs the same way.
 */
package io.daegi.engine.state;
