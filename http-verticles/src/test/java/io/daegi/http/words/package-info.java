/** Tests. */
package io.daegi.http.words;
