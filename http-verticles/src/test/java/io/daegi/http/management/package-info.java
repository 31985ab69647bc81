/** Health and figures over real HTTP. */
package io.daegi.http.management;
