/** Reads the log a second time, by rules written a second time, and tells what breaks them. */
package io.daegi.engine.audit;
