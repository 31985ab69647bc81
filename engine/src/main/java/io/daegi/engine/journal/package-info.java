/** The log as the engine needs it: fenced, replayed to its end, appended batch by batch. */
package io.daegi.engine.journal;
