package io.daegi.engine.shard.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.shard.BookingOutcome;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class OutcomeParserTest {

  private static final String PAID =
      """
      {"type": "io.daegi.payment.succeeded.v1",
       "data": {"queueId": "demo", "number": 3, "visitor": "00000000-0000-0000-0000-000000000001"}}
      """;

  private final OutcomeParser parser = new OutcomeParser();

  @Test
  void findsTheTraceThatTheHeaderNames() {
    assertThat(parser.parse(record("00-trace")).trace())
        .isEqualTo(new BookingOutcome.Trace("00-trace", "daegi.booking"));
  }

  @Test
  void findsNoTraceWhereTheHeaderSaysNothing() {
    ConsumerRecord<byte[], byte[]> without = record(null);
    ConsumerRecord<byte[], byte[]> empty = record(null);
    empty.headers().add("traceparent", null);

    assertThat(parser.parse(without).trace()).isNull();
    assertThat(parser.parse(empty).trace()).isNull();
    assertThat(parser.parse(empty).number()).isEqualTo(3);
  }

  private static ConsumerRecord<byte[], byte[]> record(String traceParent) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("daegi.booking", 0, 7, null, PAID.getBytes(StandardCharsets.UTF_8));
    if (traceParent != null) {
      record.headers().add("traceparent", traceParent.getBytes(StandardCharsets.UTF_8));
    }
    return record;
  }
}
