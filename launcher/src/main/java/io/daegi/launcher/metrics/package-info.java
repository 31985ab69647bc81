/** The figures of the engine and of each queue, for Prometheus. */
package io.daegi.launcher.metrics;
