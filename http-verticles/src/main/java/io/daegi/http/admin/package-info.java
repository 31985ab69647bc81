/** What operators may do: queues, their states and words, concerts, and the trail of it all. */
package io.daegi.http.admin;
