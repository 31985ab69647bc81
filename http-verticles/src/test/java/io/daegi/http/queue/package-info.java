/** The waiting room over real HTTP. */
package io.daegi.http.queue;
