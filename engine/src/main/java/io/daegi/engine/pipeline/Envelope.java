package io.daegi.engine.pipeline;

import io.daegi.engine.codec.ByteWriter;
import io.daegi.engine.command.AnswerSlot;
import io.daegi.engine.command.Command;
import io.daegi.engine.command.Outcome;

/** The ring's element: a command, its events as bytes, its answer and who waits for it. */
public final class Envelope {

  private final Command command = new Command();
  private final AnswerSlot answer = new AnswerSlot();
  final ByteWriter events = new ByteWriter(64);
  int eventCount;
  private long version = -1;
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

  void setDurable(long batchNumber) {
    version = batchNumber;
  }

  void setLost(Outcome outcome) {
    version = -1;
    answer.clear();
    answer.set(outcome);
  }

  void reply() {
    ReplyTo receiver = replyTo;
    replyTo = null;
    receiver.answered(this);
  }
}
