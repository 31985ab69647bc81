/** The published documents held against the server. */
package io.daegi.http.document;
