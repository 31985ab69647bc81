package io.daegi.booking.api;

/**
 * What a payment gateway says by itself, as it came.
 *
 * @param gateway which one
 * @param signature the header that proves it; null without one
 * @param body the words that are signed
 */
public record PaymentNotice(String gateway, String signature, String body) {}
