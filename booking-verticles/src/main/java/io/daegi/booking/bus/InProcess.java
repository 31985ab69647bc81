package io.daegi.booking.bus;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.shareddata.LocalMap;

/**
 * Questions and answers between services of one process, which are handed over as they are: writing
 * each as JSON and reading it again costs a purchase more than all its rules do. Whoever is in
 * another process is asked in JSON.
 */
final class InProcess {

  private static final String CODEC = "booking-in-process";
  private static final String SERVICES = "booking.in-process";

  private InProcess() {}

  /** What is handed over: a record of the API, which nobody changes. */
  record Handed(Object value) {}

  /** Says that the service at this address is in this process. */
  static void open(Vertx vertx, String address) {
    LocalMap<String, Boolean> services = vertx.sharedData().getLocalMap(SERVICES);
    synchronized (InProcess.class) {
      if (services.putIfAbsent(CODEC, true) == null) {
        vertx.eventBus().registerCodec(new HandedCodec());
      }
    }
    services.put(address, true);
  }

  static void close(Vertx vertx, String address) {
    services(vertx).remove(address);
  }

  /** The addresses in this process. */
  static LocalMap<String, Boolean> services(Vertx vertx) {
    return vertx.sharedData().getLocalMap(SERVICES);
  }

  static DeliveryOptions options(DeliveryOptions options) {
    return options.setCodecName(CODEC).setLocalOnly(true);
  }

  private static final class HandedCodec implements MessageCodec<Handed, Handed> {

    @Override
    public void encodeToWire(Buffer wire, Handed handed) {
      throw new IllegalStateException("what is handed over stays in its process");
    }

    @Override
    public Handed decodeFromWire(int at, Buffer wire) {
      throw new IllegalStateException("what is handed over stays in its process");
    }

    @Override
    public Handed transform(Handed handed) {
      return handed;
    }

    @Override
    public String name() {
      return CODEC;
    }

    @Override
    public byte systemCodecID() {
      return -1;
    }
  }
}
