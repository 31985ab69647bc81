package io.daegi.booking.api;

/**
 * What an operator did, as the edge tells it.
 *
 * @param who the name the operator gave
 * @param address where the request came from
 * @param requestId the id under which the request was answered
 * @param what the kind of change in kebab case, such as {@code queue-paused}
 * @param subject the path of what was changed, such as {@code queues/demo}
 * @param before JSON text of what was changed; null when there was nothing
 * @param after JSON text of what it became
 * @param why the operator's word; null without one
 */
public record AdminNote(
    String who,
    String address,
    String requestId,
    String what,
    String subject,
    String before,
    String after,
    String why) {}
