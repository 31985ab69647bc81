package io.daegi.http.edge;

import io.daegi.http.token.QueueToken;

/**
 * A token that a request presented and that we signed.
 *
 * @param byCookie whether it came from a cookie alone
 */
public record Presented(QueueToken token, boolean byCookie) {}
