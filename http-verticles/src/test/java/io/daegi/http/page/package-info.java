/** The page for visitors, as it is served. */
package io.daegi.http.page;
