package io.daegi.booking.bus;

import com.fasterxml.jackson.core.type.TypeReference;

/**
 * One thing that can be asked over the event bus.
 *
 * @param address who is asked
 * @param name what is asked, unique at the address
 * @param answer what stands within the {@link io.daegi.booking.api.Reply}
 */
public record BusCall<Q, A>(
    String address, String name, Class<Q> question, TypeReference<A> answer) {}
