/** Everything that can go wrong, in the words of RFC 9457. */
package io.daegi.http.problem;
