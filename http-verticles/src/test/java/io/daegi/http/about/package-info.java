/** What the server publishes about itself, over real HTTP. */
package io.daegi.http.about;
