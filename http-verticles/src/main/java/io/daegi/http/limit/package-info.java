/** Token buckets: shared by all edges through Redis, or of this process alone. */
package io.daegi.http.limit;
