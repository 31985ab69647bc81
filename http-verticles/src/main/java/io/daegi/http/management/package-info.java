/** Health and figures for those who run the process, on a port of their own. */
package io.daegi.http.management;
