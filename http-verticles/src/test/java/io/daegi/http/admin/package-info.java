/** What operators may do, over real HTTP. */
package io.daegi.http.admin;
