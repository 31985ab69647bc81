/** What connections may do, on real sockets. */
package io.daegi.http.guard;
