/** Inputs that a fuzzer finds by itself; without it, the ones that were kept. */
package io.daegi.http.fuzz;
