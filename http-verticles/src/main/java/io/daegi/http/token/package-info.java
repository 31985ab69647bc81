/** Credentials: what we sign, what visitors present, and the keys behind both. */
package io.daegi.http.token;
