package io.daegi.engine.pipeline;

import io.daegi.engine.command.AnswerSlot;
import io.daegi.engine.command.Command;
import io.daegi.engine.command.Outcome;

/**
 * The ring's element: a command, where its events end, its answer and who waits for it. The journal
 * stage reads and marks the first and the last of what it takes at once, and leaves the others
 * alone: each look at an envelope moves it from one core to another.
 */
public final class Envelope {

  static final long NO_VERSION = -1;

  private final Command command = new Command();
  private final AnswerSlot answer = new AnswerSlot();
  private byte[] events;
  private int eventsEnd;
  private long eventsSoFar;
  private long questionsSoFar;
  private boolean beginsBatch;
  private long version = NO_VERSION;
  private ReplyTo replyTo;
  private int replyIndex;

  public Command command() {
    return command;
  }

  /** What the machine answered; only a reply stage may tell it. */
  public AnswerSlot answer() {
    return answer;
  }

  /** The batch that made the answer durable; -1 when none did. */
  public long version() {
    return version;
  }

  /** Which of the commands of one sender this is. */
  public int replyIndex() {
    return replyIndex;
  }

  /** Sets who is told the answer, on the reply stage's thread. */
  public void setReplyTo(ReplyTo receiver, int index) {
    replyTo = receiver;
    replyIndex = index;
  }

  /**
   * @param events the block that the command's events are in
   * @param eventsEnd where they end
   * @param eventsSoFar events of this and all commands before
   * @param questionsSoFar commands that somebody waits for, this and all before
   */
  void setDecided(byte[] events, int eventsEnd, long eventsSoFar, long questionsSoFar) {
    this.events = events;
    this.eventsEnd = eventsEnd;
    this.eventsSoFar = eventsSoFar;
    this.questionsSoFar = questionsSoFar;
  }

  /** Valid up to {@link #eventsEnd()}; what follows belongs to commands that are still decided. */
  byte[] events() {
    return events;
  }

  int eventsEnd() {
    return eventsEnd;
  }

  long eventsSoFar() {
    return eventsSoFar;
  }

  long questionsSoFar() {
    return questionsSoFar;
  }

  /** Says what made this and the following answers durable, until the next envelope that begins. */
  void beginBatch(long batchNumber) {
    beginsBatch = true;
    version = batchNumber;
  }

  boolean beginsBatch() {
    return beginsBatch;
  }

  /** Takes the answer back; a batch that began here has not come about. */
  void setLost(Outcome outcome) {
    beginBatch(NO_VERSION);
    answer.clear();
    answer.set(outcome);
  }

  void reply(long durableVersion) {
    beginsBatch = false;
    version = durableVersion;
    ReplyTo receiver = replyTo;
    replyTo = null;
    receiver.answered(this);
  }
}
