/** Who a request comes from: addresses, networks, and what trusted proxies say. */
package io.daegi.http.address;
