/** Events and batches of the log as bytes, versioned; encode stands beside decode. */
package io.daegi.engine.codec;
