/** The log in Kafka: a transactional writer that fences, and a follower that reads what is told. */
package io.daegi.engine.journal.kafka;
