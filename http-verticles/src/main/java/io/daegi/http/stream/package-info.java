/** Positions pushed to visitors: WebSocket, SSE and the tickets that open them. */
package io.daegi.http.stream;
