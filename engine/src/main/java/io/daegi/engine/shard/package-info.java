/**
 * The life of one partition in this process: fencing, replay, leading, draining. Ticks and booking
 * outcomes enter here.
 */
package io.daegi.engine.shard;
