/** Booking outcomes from Kafka: read by offset, which the machine itself remembers. */
package io.daegi.engine.shard.kafka;
