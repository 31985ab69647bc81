/** What proxies and shops ask, over real HTTP. */
package io.daegi.http.shop;
