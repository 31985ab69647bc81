package io.daegi.engine.codec;

/** The first byte of each event. Codes are for ever. */
final class EventType {

  static final int LED = 1;
  static final int TICKED = 2;
  static final int QUEUE_CREATED = 3;
  static final int SETTINGS_CHANGED = 4;
  static final int QUEUE_STATE_CHANGED = 5;
  static final int MESSAGE_CHANGED = 6;
  static final int SHOP_ATTACHED = 7;
  static final int ADMISSION_HELD = 8;
  static final int JOINED = 9;
  static final int CALLED = 10;
  static final int ENTERED = 11;
  static final int SESSION_EXTENDED = 12;
  static final int COMPLETED = 13;
  static final int LEFT = 14;
  static final int ABANDONED = 15;
  static final int RETURNED = 16;
  static final int EXPIRED = 17;
  static final int TURNED_AWAY = 18;
  static final int OUTCOME_APPLIED = 19;

  /** Types from here on may be skipped by a reader that does not know them. */
  static final int FIRST_OPTIONAL = 128;

  private EventType() {}
}
