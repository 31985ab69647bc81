/** Tests of the token buckets. */
package io.daegi.http.limit;
