/**
 * What Hazelcast's members say to each other, under the certificate of the event bus. The open
 * edition has no TLS of its own; this hangs it into the place that its networking keeps for it,
 * which is no public interface: whoever takes another Hazelcast runs the tests of this package.
 */
package io.daegi.launcher.cluster.tls;
