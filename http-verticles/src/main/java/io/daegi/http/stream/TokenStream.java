package io.daegi.http.stream;

import io.daegi.engine.board.TokenView;
import io.daegi.engine.model.TokenState;
import io.daegi.engine.model.VisitorId;
import io.daegi.http.queue.StatusWriter;
import io.daegi.http.token.QueueToken;
import java.util.Objects;

/**
 * One visitor's open stream: decides when a status is worth a frame. There are thousands, so it
 * keeps numbers where it can, and no timer. Times are ticks of its hub. Belongs to the event loop
 * of its hub, but for {@link #replace()} and {@link #lookAgain()}.
 */
final class TokenStream implements StatusWriter.Holder {

  static final int POSITION_TICKS = 1_000 / StreamHub.TICK_MS;
  static final int UNCHANGED_TICKS = 15_000 / StreamHub.TICK_MS;
  static final int PING_TICKS = 20_000 / StreamHub.TICK_MS;
  static final int SLOW_TICKS = 10_000 / StreamHub.TICK_MS;
  private static final int EARLY_TICKS = 2;
  private static final int SEEN_MS = 5_000;
  private static final int MAX_UNANSWERED_PINGS = 2;

  private final QueueStreams queue;
  private final StreamSink sink;
  private final long visitorHigh;
  private final long visitorLow;
  private final long number;
  private final long idHigh;
  private final long idLow;
  private final int lane;
  private final int openedTick;
  private final boolean carriesPass;
  private boolean isClosed;
  private TokenState toldState;
  private String toldPass;
  private int toldNotice;
  private long toldPosition;
  private int toldTick;
  private int nextTick;
  private int pingedTick;
  private int unansweredPings;
  private int fullTicks;
  private int seenTick;

  /** Where the hub keeps it. */
  int place;

  /** The next one in its bucket of the registry, which alone touches this, under its lock. */
  TokenStream nextInBucket;

  /**
   * @param tokenId 32 hex digits
   */
  TokenStream(QueueStreams queue, StreamGrant grant, String tokenId, StreamSink sink, int tick) {
    var token = grant.token();
    this.queue = queue;
    this.sink = sink;
    this.visitorHigh = token.visitor().high();
    this.visitorLow = token.visitor().low();
    this.number = token.number();
    this.lane = token.lane();
    this.idHigh = Long.parseUnsignedLong(tokenId, 0, 16, 16);
    this.idLow = Long.parseUnsignedLong(tokenId, 16, 32, 16);
    this.carriesPass = grant.carriesPass();
    this.openedTick = tick;
    this.nextTick = tick;
    this.pingedTick = tick;
    this.seenTick = tick - SEEN_MS / StreamHub.TICK_MS;
  }

  QueueStreams queue() {
    return queue;
  }

  StreamSink sink() {
    return sink;
  }

  QueueToken token() {
    return new QueueToken(
        queue.queueId(), queue.generation(), number, lane, new VisitorId(visitorHigh, visitorLow));
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public void writeTokenId(StringBuilder target) {
    StatusWriter.writeHex(target, idHigh);
    StatusWriter.writeHex(target, idLow);
  }

  @Override
  public String laneName() {
    return QueueToken.laneName(lane);
  }

  boolean carriesPass() {
    return carriesPass;
  }

  int openTicks(int tick) {
    return tick - openedTick;
  }

  /**
   * Whether the token must be looked at now. Who waits, is not reached by the calls and has been
   * told what all are told is looked at once a second, each in a turn of their own; everybody else
   * at every tick.
   */
  boolean isDue(int tick) {
    return tick >= nextTick
        || toldNotice != queue.noticeNumber()
        || number <= queue.queue().servingNumber();
  }

  /** The token was looked at and told what there is to tell. */
  void looked(int tick) {
    if (toldState != TokenState.WAITING) {
      nextTick = tick + 1;
    } else if (tick >= nextTick) {
      nextTick = tick + ticksToNextTurn(tick - toldTick);
    }
  }

  /**
   * A round that runs late may look a little early the next time: that is made good at once. After
   * what was told to all at the same moment everybody keeps their own turn.
   */
  private static int ticksToNextTurn(int quietTicks) {
    boolean isALittleEarly =
        quietTicks < POSITION_TICKS && quietTicks >= POSITION_TICKS - EARLY_TICKS;
    return isALittleEarly ? POSITION_TICKS - quietTicks : POSITION_TICKS;
  }

  /** Whether the reader keeps up; one that does not for long is closed. */
  boolean isReadable(int tick) {
    if (!sink.isFull()) {
      fullTicks = 0;
      return true;
    }
    if (fullTicks == 0) {
      fullTicks = tick;
    } else if (tick - fullTicks > SLOW_TICKS) {
      end(StreamEnd.tooSlow());
    }
    return false;
  }

  /** Whether the status says something new, or nothing was said for a while. */
  boolean isWorthAFrame(TokenView view, String pass, int tick) {
    if (view.state() != toldState
        || toldNotice != queue.noticeNumber()
        || !Objects.equals(pass, toldPass)) {
      return true;
    }
    int quietTicks = tick - toldTick;
    int turnIn = toldState == TokenState.WAITING ? POSITION_TICKS - 1 : 0;
    return quietTicks + turnIn >= UNCHANGED_TICKS
        || (view.position() != toldPosition && quietTicks >= POSITION_TICKS);
  }

  void send(String status, TokenView view, String pass, int tick) {
    toldState = view.state();
    toldPass = pass;
    toldNotice = queue.noticeNumber();
    toldPosition = view.position();
    toldTick = tick;
    sink.send(status, queue.queue().version());
  }

  /** Whether it is time to tell the engine that this visitor is still there. */
  boolean isSignOfLifeDue(int tick) {
    long everyMs = Math.min(SEEN_MS, queue.queue().settings().waitingTtlMs() / 3);
    if ((tick - seenTick) * (long) StreamHub.TICK_MS < everyMs) {
      return false;
    }
    seenTick = tick;
    return true;
  }

  /** Pings now and then; two without an answer mean that nobody is there. */
  void pingWhenDue(int tick) {
    if (tick - pingedTick < PING_TICKS) {
      return;
    }
    if (sink.answersPings() && unansweredPings >= MAX_UNANSWERED_PINGS) {
      end(StreamEnd.tooSlow());
      return;
    }
    pingedTick = tick;
    unansweredPings++;
    sink.ping();
  }

  /** The client answered, or said something of its own accord. */
  void heard() {
    unansweredPings = 0;
  }

  boolean isClosed() {
    return isClosed;
  }

  /** Says why, closes and forgets the stream; once. */
  void end(StreamEnd end) {
    if (!isClosed) {
      sink.end(end);
      closed();
    }
  }

  /** The connection is gone. */
  void closed() {
    if (!isClosed) {
      isClosed = true;
      queue.hub().forget(this);
    }
  }

  /** Ends a stream that a newer one replaces; may be called from any thread. */
  void replace() {
    queue.hub().run(() -> end(StreamEnd.replaced()));
  }

  /** The token has changed; may be called from any thread. */
  void lookAgain() {
    queue.hub().run(() -> queue.hub().lookAgain(this));
  }
}
