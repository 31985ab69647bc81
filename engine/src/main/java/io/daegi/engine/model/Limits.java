package io.daegi.engine.model;

import java.util.regex.Pattern;

/** Every limit of the engine in one place; what exceeds one is refused, never truncated. */
public final class Limits {

  /** Commands that one shard's ring holds; a power of two. */
  public static final int RING_SIZE = 16_384;

  /** Slots of the ring that edges never use: ticks, outcomes and operators need them. */
  public static final int RING_RESERVE = 1_024;

  /** Most bytes of one record of the log. */
  public static final int MAX_BATCH_BYTES = 512 * 1024;

  /**
   * Most tokens that one tick ends, over all queues: 16,384 × 12 bytes stay within a record even
   * beside a call in each of 1,000 queues.
   */
  public static final int MAX_ENDS_PER_TICK = 16_384;

  /** Waiting tokens whose last sign of life one tick looks at, over all queues. */
  public static final int PRESENCE_SCAN_PER_TICK = 65_536;

  public static final int MAX_QUEUES_PER_SHARD = 1_000;
  public static final int MAX_WAITING = 16_000_000;
  public static final int MAX_CAPACITY = 1_000_000;
  public static final double MIN_ADMIT_PER_SECOND = 0.001;
  public static final double MAX_ADMIT_PER_SECOND = 1_000_000;
  public static final long MIN_TTL_MS = 1_000;
  public static final long MAX_TTL_MS = 7L * 24 * 3_600_000;
  public static final int MAX_TITLE_CHARS = 200;
  public static final int MAX_MESSAGE_CHARS = 500;

  /** The longest step by which one tick moves the machine's clock. */
  public static final long MAX_TICK_STEP_MS = 2_000;

  /** How long after a session's end on the edges the engine frees its slot. */
  public static final long GRACE_MS = 2_000;

  /** How long a pass is good that is checked without us. */
  public static final long PASS_TTL_MS = 60_000;

  /** What verifiers' clocks may differ by, and how long a pass travels. */
  public static final long PASS_SLACK_MS = 7_000;

  /** The most of a stalled tick's time that counts for the rate: one second's worth of calls. */
  public static final long MAX_RATE_STEP_MS = 1_000;

  private static final Pattern QUEUE_ID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");

  private Limits() {}

  /** A queue's name: 1 to 64 lower-case letters, digits and inner hyphens. */
  public static boolean isQueueId(String text) {
    return QUEUE_ID.matcher(text).matches();
  }
}
