/**
 * The event bus over several processes: Hazelcast tells who lives and who listens where, and the
 * bus itself goes from process to process. A transport and a hint, no more: who may write to the
 * log is not decided here.
 */
package io.daegi.launcher.cluster;
