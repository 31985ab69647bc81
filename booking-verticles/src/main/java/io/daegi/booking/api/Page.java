package io.daegi.booking.api;

import java.util.List;

/**
 * A part of a list.
 *
 * @param next cursor of the following part; null at the end
 */
public record Page<T>(List<T> items, String next) {}
