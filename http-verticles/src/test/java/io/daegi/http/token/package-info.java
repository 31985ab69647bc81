/** Credentials, good and bad. */
package io.daegi.http.token;
