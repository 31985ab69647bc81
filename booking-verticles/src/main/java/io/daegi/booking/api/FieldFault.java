package io.daegi.booking.api;

/**
 * What is wrong with one field of a request.
 *
 * @param pointer JSON pointer to the field
 * @param code a kebab-case word such as {@code out-of-range}
 * @param detail a sentence for people
 */
public record FieldFault(String pointer, String code, String detail) {}
