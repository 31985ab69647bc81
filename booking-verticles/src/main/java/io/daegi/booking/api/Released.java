package io.daegi.booking.api;

/**
 * @param count how many holds were released by this request
 */
public record Released(int count) {}
