/**
 * Where a queue's tokens lie in memory: tables, an index and a heap of primitives that know no rule
 * of admission. Each belongs to one thread.
 */
package io.daegi.engine.table;
