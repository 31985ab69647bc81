/** Tests of who a request comes from. */
package io.daegi.http.address;
