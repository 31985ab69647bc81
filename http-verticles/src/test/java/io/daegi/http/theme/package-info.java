/** Tests. */
package io.daegi.http.theme;
