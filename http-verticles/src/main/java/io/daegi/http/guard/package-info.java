/** What keeps connections that say little, or nothing, from taking the room of those that talk. */
package io.daegi.http.guard;
