package io.daegi.http.stream;

import io.daegi.http.token.QueueToken;

/**
 * What a stream was opened with.
 *
 * @param carriesPass whether its statuses show passes: not when the token stood in the address
 */
record StreamGrant(QueueToken token, boolean carriesPass) {}
