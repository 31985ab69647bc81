/** Refusals of malformed requests. */
package io.daegi.http.problem;
