/** For shops behind the room: may this visitor pass, and what became of the session. */
package io.daegi.http.shop;
