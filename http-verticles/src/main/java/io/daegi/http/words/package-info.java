/** What the pages say, in each language. */
package io.daegi.http.words;
