/** What an operator changes of the pages: colours, logo and words. */
package io.daegi.http.theme;
