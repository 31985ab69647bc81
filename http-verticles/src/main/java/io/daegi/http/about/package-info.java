/** What the server publishes about itself: its keys, its problems, its documents. */
package io.daegi.http.about;
