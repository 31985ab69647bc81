/** Admission over real HTTP, with boards that are behind. */
package io.daegi.http.edge;
