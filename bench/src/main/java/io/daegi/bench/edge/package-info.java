/**
 * The public edge in a process of its own, over loopback, beside what bare Vert.x and Redis make of
 * the same requests.
 */
package io.daegi.bench.edge;
