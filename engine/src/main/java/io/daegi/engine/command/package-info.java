/** What is asked of a shard, and the outcomes it answers with. */
package io.daegi.engine.command;
