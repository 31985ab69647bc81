package io.daegi.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.event.EventSink;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.VisitorId;
import io.daegi.engine.process.WriterEvidence;
import io.daegi.http.token.KeyRing;
import io.daegi.http.token.QueueToken;
import io.daegi.http.token.TokenCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the judge of the cluster's run sees in a log that is damaged, one damage each. */
class VerdictOnTheLogTest {
  private static final int FIRST_WAITING = SmallSale.PAID + SmallSale.CAPACITY + 1;

  @TempDir Path dir;
  private TokenCodec codec;
  private SmallSale sale;

  @BeforeEach
  void sell() throws Exception {
    codec = new TokenCodec(KeyRing.loadOrCreate(dir.resolve("keys.json")), InstantSource.system());
    sale = new SmallSale(codec);
  }

  private List<String> verdictOn(WatchedLog log) {
    Verdict verdict = new Verdict(Duration.ZERO, Duration.ofMillis(1));
    verdict.told(sale.told);
    verdict.log(log);
    verdict.places(sale.told, log, codec);
    verdict.slots(sale.told, log);
    return verdict.broken();
  }

  private void assertSeen(String what, Consumer<EventSink> damage) {
    assertThat(verdictOn(sale.logWith(damage))).anyMatch(one -> one.contains(what));
  }

  private void assertSeen(String what) {
    assertThat(verdictOn(sale.log())).anyMatch(one -> one.contains(what));
  }

  @Test
  void findsNothingInASaleThatWasKept() {
    assertThat(verdictOn(sale.log())).isEmpty();
    assertThat(verdictOn(sale.logWith(log -> log.joined(0, 8, 8, 0, 7, 8)))).isEmpty();
  }

  @Test
  void seesAPlaceThatWasToldAndIsNotInTheLog() {
    sale.tell(8, sale.token(8, SmallSale.visitor(8)));
    assertSeen("number=8] was told and is lost");
  }

  @Test
  void seesAPlaceThatHasAnotherNumberInTheLog() {
    sale.tell(8, sale.token(8, SmallSale.visitor(8)));
    sale.tell(9, sale.token(9, SmallSale.visitor(9)));
    Consumer<EventSink> theOtherWayRound =
        log -> {
          log.joined(0, 8, 8, 0, 7, 9);
          log.joined(0, 9, 9, 0, 7, 8);
        };
    assertSeen("number=8] was told and is another's", theOtherWayRound);
    assertSeen("number=9] was told and is another's", theOtherWayRound);
  }

  @Test
  void seesAPlaceThatTwoWereTold() {
    sale.told.tokenToPlace.put(sale.token(8, SmallSale.visitor(8)), SmallSale.place(7));
    assertSeen("number=7] was told with a token of another place");
    assertSeen("number=7] was told twice");
  }

  @Test
  void seesATokenOfAnotherQueueAndOneThatNobodySigned() {
    QueueToken another = new QueueToken("another", 1, 7, 0, SmallSale.visitor(7));
    sale.told.tokenToPlace.remove(sale.tokens.getLast());
    sale.told.tokenToPlace.put(codec.encode(another), SmallSale.place(7));
    assertSeen("number=7] was told with a token of another place");

    sale.told.tokenToPlace.put("nobody's", SmallSale.place(6));
    assertSeen("number=6] was told with a token of another place");
  }

  @Test
  void seesATokenThatWasToldToBeTwoPlaces() {
    sale.tell(6, sale.tokens.getLast());
    assertSeen("a token was told to be");
  }

  @Test
  void seesOneMoreInsideThanThereIsRoom() {
    assertSeen(
        "4 in the processing queue of capacity 3",
        log -> log.called(0, FIRST_WAITING, FIRST_WAITING));
  }

  @Test
  void seesSomebodyWhoIsCalledBeforeTheNext() {
    assertSeen("calls 7 to 7 when serving 5", log -> log.called(0, 7, 7));
  }

  @Test
  void seesANumberThatWasLeftOut() {
    assertSeen("number 9 follows 7", log -> log.joined(0, 9, 9, 0, 7, 9));
  }

  @Test
  void seesAVisitorWithTwoPlaces() {
    assertSeen("a visitor has numbers 7 and 8", log -> log.joined(0, 8, 8, 0, 7, 7));
  }

  @Test
  void seesSomebodyWhoComesInWithoutACall() {
    assertSeen("number 7 goes from WAITING to ACTIVE", log -> log.entered(0, 7));
  }

  @Test
  void seesAPaymentThatIsAppliedTwice() {
    assertSeen("outcome 2 after 2", log -> log.outcomeApplied(2));
  }

  @Test
  void seesSomebodyWhoPaidAndKeepsTheSlot() {
    sale.told.bought.add(new Told.Bought(SmallSale.place(3), "payment-3", "reservation-3"));
    assertSeen("number=3] paid and is READY");
    sale.told.bought.add(new Told.Bought(SmallSale.place(99), "payment-99", "reservation-99"));
    assertSeen("number=99] paid and is null");
  }

  @Test
  void seesABatchThatIsMissingOrThereTwice() {
    WatchedLog missing = sale.log();
    SmallSale.append(missing, 2, log -> log.ticked(100, 0));
    assertThat(verdictOn(missing)).anyMatch(one -> one.contains("batch 2 follows batch 0"));

    WatchedLog twice = sale.logWith(log -> log.ticked(100, 0));
    SmallSale.append(twice, 1, log -> log.ticked(100, 0));
    assertThat(verdictOn(twice)).anyMatch(one -> one.contains("batch 1 follows batch 1"));
  }

  @Test
  void seesALeaderWhoDidNotFollowTheLastOne() {
    assertSeen("epoch 3 follows 1", log -> log.led(3, "other", "engine.0.3", 0));
  }

  @Test
  void seesANumberThatOneOfAFilledLineWasToldAndAnotherHas() {
    FilledLine line = new FilledLine(SmallSale.QUEUE, 2, 1);
    LogPlaces places = new LogPlaces();
    places.queueCreated(0, line.queueId(), 1, 0, QueueSettings.defaults("A line"));
    for (int i = 0; i < line.visitors(); i++) {
      VisitorId visitor = line.visitor(i);
      places.joined(0, i + 1, i + 1, 0, visitor.high(), visitor.low());
      line.told(i, i + 1);
    }
    assertThat(line.faults(places)).isEmpty();

    line.told(1, 1);
    assertThat(line.faults(places)).singleElement().asString().contains("number 1 was told");
    line.told(1, 3);
    assertThat(line.faults(places)).singleElement().asString().contains("number 3 was told");
  }

  @Test
  void seesAWriterInTheBrokersFilesThatWasFollowedByAnother() throws Exception {
    assertThat(writers(batch(0, 1, 0), batch(1, 1, 1), batch(2, 2, 0))).isEmpty();

    assertThat(writers(batch(0, 1, 1), batch(1, 1, 0)))
        .containsExactly("writers: epoch 0 writes offset 1 after epoch 1");
    assertThat(writers(batch(0, 1, 0), batch(1, 2, 0), batch(2, 1, 0)))
        .containsExactly("writers: a former writer is back at offset 2");
    assertThat(writers(batch(0, 1, 0), batch(0, 2, 0)))
        .containsExactly("writers: offset 0 is there twice");
    assertThat(
            writers(MemoryRecords.withRecords(0, Compression.NONE, new SimpleRecord(new byte[8]))))
        .contains("writers: offset 0 was written outside of a transaction");
  }

  private static MemoryRecords batch(long offset, long producerId, int epoch) {
    return MemoryRecords.withTransactionalRecords(
        offset, Compression.NONE, producerId, (short) epoch, 0, 0, new SimpleRecord(new byte[8]));
  }

  private List<String> writers(MemoryRecords... batches) throws IOException {
    Path folder = Files.createDirectories(dir.resolve("log-0"));
    Path segment = folder.resolve("00000000000000000000.log");
    Files.deleteIfExists(segment);
    try (FileRecords records = FileRecords.open(segment.toFile())) {
      for (MemoryRecords batch : batches) {
        records.append(batch);
      }
    }
    Verdict verdict = new Verdict(Duration.ZERO, Duration.ZERO);
    verdict.writers(WriterEvidence.of(dir, "log", 0).faults());
    return verdict.broken();
  }
}
