/** The page for visitors. */
package io.daegi.http.page;
