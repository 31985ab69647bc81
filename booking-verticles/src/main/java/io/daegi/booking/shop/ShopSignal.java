package io.daegi.booking.shop;

/** Tells the engine that the shop behind a queue lives. */
@FunctionalInterface
public interface ShopSignal {

  /**
   * Called each second for the queue of every concert, after PostgreSQL answered, on an event loop
   * of booking: hands over without blocking.
   *
   * @param forMs how long from now the shop may be taken for living
   */
  void shopAlive(String queueId, long forMs);
}
