/** Clients on one thread that cost less than the servers they load. */
package io.daegi.bench.edge.load;
