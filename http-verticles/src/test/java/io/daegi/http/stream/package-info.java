/** Streams over real connections. */
package io.daegi.http.stream;
