package io.daegi.engine.shard.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daegi.engine.command.OutcomeKind;
import io.daegi.engine.model.VisitorId;
import io.daegi.engine.shard.BookingOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the few fields of a booking CloudEvent that the processing queue needs. */
final class OutcomeParser {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeParser.class);
  private static final VisitorId NOBODY = new VisitorId(0, 0);

  private final ObjectMapper json = new ObjectMapper();

  /** What is no event of ours changes nothing but the offset: it must not stop those after it. */
  BookingOutcome parse(ConsumerRecord<byte[], byte[]> record) {
    long offset = record.offset();
    try {
      JsonNode event = json.readTree(record.value());
      OutcomeKind kind = kind(event.path("type").asText());
      JsonNode data = event.path("data");
      return kind == OutcomeKind.OTHER
          ? other(offset)
          : new BookingOutcome(
              kind,
              data.required("queueId").asText(),
              data.required("number").asLong(),
              VisitorId.parse(data.required("visitor").asText()),
              data.path("holdMs").asLong(),
              offset,
              trace(record));
    } catch (IOException | IllegalArgumentException e) {
      LOG.error("booking outcome at offset {} is passed over: {}", offset, e.getMessage());
      return other(offset);
    }
  }

  private static BookingOutcome.Trace trace(ConsumerRecord<byte[], byte[]> record) {
    Header parent = record.headers().lastHeader("traceparent");
    return parent == null || parent.value() == null
        ? null
        : new BookingOutcome.Trace(
            new String(parent.value(), StandardCharsets.UTF_8), record.topic());
  }

  private static BookingOutcome other(long offset) {
    return new BookingOutcome(OutcomeKind.OTHER, "", 0, NOBODY, 0, offset);
  }

  private static OutcomeKind kind(String type) {
    return switch (type) {
      case "io.daegi.reservation.held.v1" -> OutcomeKind.HELD;
      case "io.daegi.payment.succeeded.v1" -> OutcomeKind.PAID;
      default -> OutcomeKind.OTHER;
    };
  }
}
