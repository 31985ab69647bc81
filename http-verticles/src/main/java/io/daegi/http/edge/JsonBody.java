package io.daegi.http.edge;

import io.daegi.http.problem.Problem;
import io.daegi.http.problem.Problem.FieldError;
import io.daegi.http.problem.ProblemCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a request's JSON object field by field and gathers what is wrong with it; {@link #check()}
 * then refuses everything at once, each fault with its JSON pointer. Unknown fields are ignored.
 */
public final class JsonBody {

  private final JsonObject json;
  private final String pointer;
  private final List<FieldError> errors;

  private JsonBody(JsonObject json, String pointer, List<FieldError> errors) {
    this.json = json;
    this.pointer = pointer;
    this.errors = errors;
  }

  /** The request's body, which must be there. */
  public static JsonBody required(RoutingContext context) {
    var body = optional(context);
    if (context.body().isEmpty()) {
      throw Problem.of(ProblemCode.JSON_INVALID, "the body is missing").toException();
    }
    return body;
  }

  /** The request's body, or an empty object when it has none. */
  public static JsonBody optional(RoutingContext context) {
    if (context.body().isEmpty()) {
      return new JsonBody(new JsonObject(), "", new ArrayList<>());
    }
    if (!isJson(context.request().getHeader("Content-Type"))) {
      throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE).toException();
    }
    return new JsonBody(parse(context.body().buffer()), "", new ArrayList<>());
  }

  static boolean isJson(String contentType) {
    if (contentType == null) {
      return false;
    }
    int semicolon = contentType.indexOf(';');
    var bare = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return bare.strip().equalsIgnoreCase(Replies.JSON);
  }

  private static JsonObject parse(Buffer body) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
    } catch (CharacterCodingException e) {
      throw Problem.of(ProblemCode.JSON_INVALID, "the body is not UTF-8").toException();
    }
    if (Json.decodeValue(text) instanceof JsonObject object) {
      return object;
    }
    throw Problem.of(ProblemCode.JSON_INVALID, "the body must be a JSON object").toException();
  }

  public boolean has(String field) {
    return json.getValue(field) != null;
  }

  /** A text; null, and a fault when it is required, without the field. */
  public String text(String field, boolean required, int maxChars) {
    var value = json.getValue(field);
    return switch (value) {
      case null -> {
        if (required) {
          missing(field);
        }
        yield null;
      }
      case String text -> {
        if (text.length() > maxChars || text.indexOf('\0') >= 0) {
          wrong(field, "must have at most " + maxChars + " characters, none of them NUL");
        } else if (required && text.isBlank()) {
          wrong(field, "must not be empty");
        }
        yield text;
      }
      default -> {
        wrongType(field, "must be a string");
        yield null;
      }
    };
  }

  /** A whole number; the default without the field. */
  public long whole(String field, long byDefault) {
    var value = json.getValue(field);
    return switch (value) {
      case null -> byDefault;
      case Integer i -> i;
      case Long l -> l;
      default -> {
        wrongType(field, "must be a whole number");
        yield byDefault;
      }
    };
  }

  /** A whole number that must be there. */
  public long requiredWhole(String field) {
    if (!has(field)) {
      missing(field);
    }
    return whole(field, 0);
  }

  /** A whole number that fits 32 bits. */
  public int wholeInt(String field, int byDefault) {
    long value = whole(field, byDefault);
    if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
      wrong(field, "is out of range");
      return byDefault;
    }
    return (int) value;
  }

  /** A number with decimals; the default without the field. */
  public double decimal(String field, double byDefault) {
    var value = json.getValue(field);
    return switch (value) {
      case null -> byDefault;
      case Number number -> number.doubleValue();
      default -> {
        wrongType(field, "must be a number");
        yield byDefault;
      }
    };
  }

  /** A moment in RFC 3339; null without the field. */
  public Instant moment(String field) {
    var text = text(field, false, 64);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      wrong(field, "must be a time like 2026-12-24T18:00:00Z");
      return null;
    }
  }

  /** An array of texts; empty without the field. */
  public List<String> texts(String field, int maxItems, int maxChars) {
    var texts = new ArrayList<String>();
    var array = array(field, false, maxItems);
    for (int i = 0; i < array.size(); i++) {
      if (array.getValue(i) instanceof String text
          && text.length() <= maxChars
          && text.indexOf('\0') < 0) {
        texts.add(text);
      } else {
        wrongType(field + "/" + i, "must be a string of at most " + maxChars + " characters");
      }
    }
    return texts;
  }

  /** The objects of an array, each a body of its own whose faults are told with this one's. */
  public List<JsonBody> objects(String field, boolean required, int maxItems) {
    var objects = new ArrayList<JsonBody>();
    var array = array(field, required, maxItems);
    for (int i = 0; i < array.size(); i++) {
      if (array.getValue(i) instanceof JsonObject object) {
        objects.add(new JsonBody(object, pointer + "/" + field + "/" + i, errors));
      } else {
        wrongType(field + "/" + i, "must be an object");
      }
    }
    return objects;
  }

  private JsonArray array(String field, boolean required, int maxItems) {
    var value = json.getValue(field);
    switch (value) {
      case null -> {
        if (required) {
          missing(field);
        }
      }
      case JsonArray array -> {
        if (array.size() <= maxItems) {
          return array;
        }
        wrong(field, "must have at most " + maxItems + " items");
      }
      default -> wrongType(field, "must be an array");
    }
    return new JsonArray();
  }

  /** Notes a fault that the caller found. */
  public void wrong(String field, String detail) {
    errors.add(new FieldError(pointer + "/" + field, "out-of-range", detail));
  }

  private void wrongType(String field, String detail) {
    errors.add(new FieldError(pointer + "/" + field, "wrong-type", detail));
  }

  public void missing(String field) {
    errors.add(new FieldError(pointer + "/" + field, "missing", "is required"));
  }

  /** Whether a fault of this field was noted already. */
  public boolean isFaulty(String field) {
    return errors.stream().anyMatch(error -> error.pointer().equals(pointer + "/" + field));
  }

  /** Refuses the body when any of its fields had a fault. */
  public void check() {
    if (!errors.isEmpty()) {
      throw Problem.fields(errors).toException();
    }
  }

  /** The object as it came, in the order it came. */
  public JsonObject json() {
    return json;
  }
}
