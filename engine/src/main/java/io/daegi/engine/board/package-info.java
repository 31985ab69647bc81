/** The read side: what an edge knows of the queues, rebuilt from the log. */
package io.daegi.engine.board;
