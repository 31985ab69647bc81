/** The servers that are compared, each in a process of its own that is told what to be. */
package io.daegi.bench.edge.server;
