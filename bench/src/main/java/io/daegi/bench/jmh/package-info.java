/** Runs JMH benchmarks side by side: trials in turn, round by round, compared pair by pair. */
package io.daegi.bench.jmh;
