package io.daegi.engine.command;

import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;

/**
 * One command, reused for ever in its place of the ring: whoever claims the place fills it by the
 * method of the command's name, the machine reads it. Not thread-safe; the ring hands it over.
 */
public final class Command {

  private static final long[] NO_NUMBERS = {};

  private CommandType type = CommandType.TICK;
  private String queueId = "";
  private long number;
  private long visitorHigh;
  private long visitorLow;
  private long amountMs;
  private long wallMs;
  private long offset;
  private int version;
  private String text = "";
  private String node = "";
  private QueueSettings settings;
  private QueueState state;
  private QueueState seenState;
  private String seenMessage;
  private OutcomeKind kind;
  private long[] numbers = NO_NUMBERS;

  public Command join(String queueId, long visitorHigh, long visitorLow) {
    return ofToken(CommandType.JOIN, queueId, 0, visitorHigh, visitorLow);
  }

  public Command enter(String queueId, long number, long visitorHigh, long visitorLow) {
    return ofToken(CommandType.ENTER, queueId, number, visitorHigh, visitorLow);
  }

  public Command leave(String queueId, long number, long visitorHigh, long visitorLow) {
    return ofToken(CommandType.LEAVE, queueId, number, visitorHigh, visitorLow);
  }

  public Command ask(String queueId, long number, long visitorHigh, long visitorLow) {
    return ofToken(CommandType.ASK, queueId, number, visitorHigh, visitorLow);
  }

  /**
   * @param numbers the tokens that gave a sign of life; kept, not copied
   */
  public Command seen(String queueId, long[] numbers) {
    of(CommandType.SEEN, queueId);
    this.numbers = numbers;
    return this;
  }

  public Command complete(String queueId, long number) {
    return ofToken(CommandType.COMPLETE, queueId, number, 0, 0);
  }

  public Command abandon(String queueId, long number) {
    return ofToken(CommandType.ABANDON, queueId, number, 0, 0);
  }

  public Command extend(String queueId, long number, long byMs) {
    ofToken(CommandType.EXTEND, queueId, number, 0, 0);
    this.amountMs = byMs;
    return this;
  }

  public Command createQueue(String queueId, QueueSettings settings) {
    of(CommandType.CREATE_QUEUE, queueId);
    this.settings = settings;
    return this;
  }

  public Command changeSettings(String queueId, QueueSettings settings, int expectedVersion) {
    of(CommandType.CHANGE_SETTINGS, queueId);
    this.settings = settings;
    this.version = expectedVersion;
    return this;
  }

  public Command changeState(String queueId, QueueState target, String reason) {
    return changeState(queueId, target, reason, null);
  }

  /**
   * @param seen the state that the operator saw; null: whatever it is
   */
  public Command changeState(String queueId, QueueState target, String reason, QueueState seen) {
    of(CommandType.CHANGE_STATE, queueId);
    this.state = target;
    this.text = reason;
    this.seenState = seen;
    return this;
  }

  public Command setMessage(String queueId, String message) {
    return setMessage(queueId, message, null);
  }

  /**
   * @param seen the message that the operator saw, empty for none; null: whatever it is
   */
  public Command setMessage(String queueId, String message, String seen) {
    of(CommandType.SET_MESSAGE, queueId);
    this.text = message;
    this.seenMessage = seen;
    return this;
  }

  public Command shopAlive(String queueId, long forMs) {
    of(CommandType.SHOP_ALIVE, queueId);
    this.amountMs = forMs;
    return this;
  }

  public Command lead(String node, String address, long wallMs) {
    of(CommandType.LEAD, "");
    this.node = node;
    this.text = address;
    this.wallMs = wallMs;
    return this;
  }

  public Command tick(long stepMs, long wallMs) {
    of(CommandType.TICK, "");
    this.amountMs = stepMs;
    this.wallMs = wallMs;
    return this;
  }

  /**
   * @param holdMs how long a hold lasts from now, with {@link OutcomeKind#HELD}
   * @param offset of the outcome in the shard's booking partition
   */
  public Command outcome(
      OutcomeKind kind,
      String queueId,
      long number,
      long visitorHigh,
      long visitorLow,
      long holdMs,
      long offset) {
    ofToken(CommandType.OUTCOME, queueId, number, visitorHigh, visitorLow);
    this.kind = kind;
    this.amountMs = holdMs;
    this.offset = offset;
    return this;
  }

  private Command ofToken(CommandType type, String queueId, long number, long high, long low) {
    of(type, queueId);
    this.number = number;
    this.visitorHigh = high;
    this.visitorLow = low;
    return this;
  }

  private void of(CommandType type, String queueId) {
    this.type = type;
    this.queueId = queueId;
    this.settings = null;
    this.seenState = null;
    this.seenMessage = null;
    this.numbers = NO_NUMBERS;
  }

  public CommandType type() {
    return type;
  }

  public String queueId() {
    return queueId;
  }

  public long number() {
    return number;
  }

  public long visitorHigh() {
    return visitorHigh;
  }

  public long visitorLow() {
    return visitorLow;
  }

  /** Step, extension, hold or validity, as the type says; milliseconds. */
  public long amountMs() {
    return amountMs;
  }

  public long wallMs() {
    return wallMs;
  }

  public long offset() {
    return offset;
  }

  public int version() {
    return version;
  }

  /** Reason, message or address, as the type says. */
  public String text() {
    return text;
  }

  public String node() {
    return node;
  }

  public QueueSettings settings() {
    return settings;
  }

  public QueueState state() {
    return state;
  }

  /** The state that a new one takes the place of; null: any. */
  public QueueState seenState() {
    return seenState;
  }

  /** The message that a new one takes the place of, empty for none; null: any. */
  public String seenMessage() {
    return seenMessage;
  }

  public OutcomeKind kind() {
    return kind;
  }

  public long[] numbers() {
    return numbers;
  }
}
