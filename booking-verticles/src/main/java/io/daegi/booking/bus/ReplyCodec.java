package io.daegi.booking.bus;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.Reply;

/** A {@link Reply} as JSON and back: on the bus, and in the database as a stored answer. */
public final class ReplyCodec {

  private ReplyCodec() {}

  private record Written(
      Refusal refusal, @JsonRawValue String value, boolean created, boolean replayed) {}

  private record Read(Refusal refusal, JsonNode value, boolean created, boolean replayed) {}

  public static String encode(Reply<?> reply) {
    return BusJson.write(
        switch (reply) {
          case Reply.Done<?> done ->
              new Written(null, BusJson.write(done.value()), done.created(), done.replayed());
          case Reply.Refused<?> refused ->
              new Written(refused.refusal(), null, false, refused.replayed());
        });
  }

  public static <A> Reply<A> decode(String json, TypeReference<A> answer) {
    Read read = BusJson.read(json, Read.class);
    if (read.refusal() != null) {
      return new Reply.Refused<>(read.refusal(), read.replayed());
    }
    A value = BusJson.read(read.value().toString(), answer);
    return new Reply.Done<>(value, read.created(), read.replayed());
  }
}
