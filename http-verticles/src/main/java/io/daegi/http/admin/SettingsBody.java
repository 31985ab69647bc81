package io.daegi.http.admin;

import io.daegi.engine.model.Limits;
import io.daegi.engine.model.PassMode;
import io.daegi.engine.model.QueueSettings;
import io.daegi.http.edge.JsonBody;

/** Reads a queue's settings from a PUT; a field that is not there keeps what it was. */
final class SettingsBody {

  private final JsonBody body;

  SettingsBody(JsonBody body) {
    this.body = body;
  }

  /**
   * The settings; refuses every field that has a wrong type or is out of range, all at once.
   *
   * @param base the present settings, or the defaults of a new queue
   */
  QueueSettings read(QueueSettings base) {
    var settings =
        new QueueSettings(
            text("title", base.title()),
            body.wholeInt("capacity", base.capacity()),
            body.decimal("admitPerSecond", base.admitPerSecond()),
            body.whole("readyTtlMs", base.readyTtlMs()),
            body.whole("activeTtlMs", base.activeTtlMs()),
            body.whole("sessionMaxMs", base.sessionMaxMs()),
            body.whole("waitingTtlMs", base.waitingTtlMs()),
            opensAtMs(base.opensAtMs()),
            passMode(base.passMode()),
            text("audience", base.audience()),
            body.wholeInt("maxWaiting", base.maxWaiting()));
    for (var fault : settings.faults()) {
      if (!body.isFaulty(fault.field())) {
        body.wrong(fault.field(), fault.detail());
      }
    }
    return settings;
  }

  private String text(String field, String byDefault) {
    var text = body.text(field, false, Limits.MAX_TITLE_CHARS);
    return text == null ? byDefault : text;
  }

  /** An explicit null opens at once: it is what a queue without the time shows. */
  private long opensAtMs(long byDefault) {
    if (!body.json().containsKey("opensAt")) {
      return byDefault;
    }
    var opensAt = body.moment("opensAt");
    return opensAt == null ? 0 : opensAt.toEpochMilli();
  }

  private PassMode passMode(PassMode byDefault) {
    var text = body.text("passMode", false, 20);
    return switch (text) {
      case null -> byDefault;
      case "online" -> PassMode.ONLINE;
      case "offline" -> PassMode.OFFLINE;
      default -> {
        body.wrong("passMode", "must be online or offline");
        yield byDefault;
      }
    };
  }
}
