package io.daegi.launcher.cluster;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.ByteWriter;
import io.daegi.engine.codec.EventEncoder;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.command.Command;
import io.daegi.engine.command.OutcomeKind;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.fixture.MachineFixture;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.VisitorId;
import io.daegi.http.token.QueueToken;
import io.daegi.http.token.TokenCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the real machine made of seven visitors and three slots, and what they were told: two were
 * called, came in and paid, three more are inside, two wait.
 */
final class SmallSale {
  static final String QUEUE = Cluster.queueIn(0, "sale");
  static final int VISITORS = 7;
  static final int PAID = 2;
  static final int CAPACITY = 3;

  private static final long HIGH = 7;

  private final MachineFixture machine = MachineFixture.leading();
  private final TokenCodec codec;
  final Told told = new Told();
  final List<String> tokens = new ArrayList<>();

  SmallSale(TokenCodec codec) {
    this.codec = codec;
    QueueSettings settings =
        MachineFixture.settings(QueueSettings.defaults(QUEUE), CAPACITY, 10_000);
    machine.execute(command().createQueue(QUEUE, settings));
    for (int i = 1; i <= VISITORS; i++) {
      long number = machine.execute(command().join(QUEUE, HIGH, i)).number();
      tell(number, token(number, visitor(i)));
    }
    machine.pass(1_000);
    for (int i = 1; i <= PAID; i++) {
      machine.execute(command().enter(QUEUE, i, HIGH, i));
      machine.execute(command().outcome(OutcomeKind.PAID, QUEUE, i, HIGH, i, 0, i));
      told.bought.add(new Told.Bought(place(i), "payment-" + i, "reservation-" + i));
    }
    machine.pass(1_000);
  }

  private Command command() {
    return machine.command();
  }

  static VisitorId visitor(long i) {
    return new VisitorId(HIGH, i);
  }

  static Told.Place place(long number) {
    return new Told.Place(QUEUE, number);
  }

  void tell(long number, String token) {
    tokens.add(token);
    told.joined(token, place(number));
  }

  static QueueToken tokenOf(long number, VisitorId visitor) {
    return new QueueToken(QUEUE, 1, number, 0, visitor);
  }

  String token(long number, VisitorId visitor) {
    return codec.encode(tokenOf(number, visitor));
  }

  /** As it was written. */
  WatchedLog log() {
    WatchedLog log = new WatchedLog(Cluster.PARTITIONS);
    append(log, 0, machine::replayInto);
    return log;
  }

  /** With a batch more, in which somebody wrote what is not so. */
  WatchedLog logWith(Consumer<EventSink> damage) {
    WatchedLog log = log();
    append(log, 1, damage);
    return log;
  }

  static void append(WatchedLog log, long batch, Consumer<? super EventEncoder> events) {
    ByteWriter body = new ByteWriter(256);
    EventEncoder encoder = new EventEncoder();
    encoder.start(body);
    events.accept(encoder);
    ByteWriter record = new ByteWriter(BatchHeader.BYTES + body.size());
    BatchHeader.encode(FormatVersion.NEWEST, 0, batch, encoder.count(), record);
    record.put(body.array(), 0, body.size());
    log.read(0, record.toBytes(), batch);
  }
}
