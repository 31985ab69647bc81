package io.daegi.http.stream;

import io.daegi.engine.board.TokenView;
import io.daegi.engine.model.TokenState;
import io.daegi.http.edge.Edge;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.problem.ProblemException;
import io.daegi.http.queue.StatusReader;
import io.daegi.http.queue.StatusWriter;
import io.daegi.http.queue.TokenStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of one event loop, of both kinds. One timer looks at the board for all of them: no
 * timer, query or subscription for each.
 *
 * <p>A tick begins a round over all streams. What a queue tells everybody is read and written out
 * once for a round; of each visitor who waits far back only every tenth round asks the board, and
 * these turns are spread over the second. A round that has much to send stops now and then, so that
 * the loop can serve its connections in between.
 */
public final class StreamHub {

  static final int TICK_MS = 100;

  private static final Logger log = LoggerFactory.getLogger(StreamHub.class);

  /** A frame costs some microseconds: a turn holds the loop for a few milliseconds. */
  private static final int FRAMES_A_TURN = 500;

  private static final int STREAMS_A_TURN = 5_000;
  private static final long BETWEEN_TURNS_MS = 1;

  private final Edge edge;
  private final StatusReader statuses;
  private final StreamRegistry registry;
  private final StatusWriter writer = new StatusWriter();
  private final List<TokenStream> streams = new ArrayList<>();
  private final Map<String, QueueStreams> queueToStreams = new HashMap<>();
  private final long timer;
  private int tick;
  private int unvisited;
  private int framesSent;
  private boolean isShutDown;

  /** Starts looking; on the event loop that it belongs to. */
  public StreamHub(Edge edge, StatusReader statuses, StreamRegistry registry) {
    this(edge, statuses, registry, TICK_MS);
  }

  /**
   * @param tickMs what a tick takes in truth
   */
  StreamHub(Edge edge, StatusReader statuses, StreamRegistry registry, long tickMs) {
    this.edge = edge;
    this.statuses = statuses;
    this.registry = registry;
    this.timer = edge.context().owner().setPeriodic(tickMs, id -> tick());
  }

  /**
   * Opens a stream and sends its first status.
   *
   * @return null when this process has no place for it; the sink was told
   */
  TokenStream open(StreamGrant grant, StreamSink sink) {
    if (isShutDown) {
      sink.end(StreamEnd.comeBack());
      return null;
    }
    if (!registry.tryReserve()) {
      sink.end(StreamEnd.overloaded());
      return null;
    }
    TokenStream stream;
    try {
      stream = new TokenStream(streamsOf(grant), grant, tokenId(grant), sink, tick);
    } catch (ProblemException refusal) {
      registry.unreserve();
      sink.end(StreamEnd.of(refusal.problem()));
      return null;
    }
    stream.place = streams.size();
    streams.add(stream);
    stream.queue().add();
    registry.opened(stream);
    lookAgain(stream);
    return stream;
  }

  private QueueStreams streamsOf(StreamGrant grant) {
    var known = queueToStreams.get(grant.token().queueId());
    if (known != null && known.generation() == grant.token().generation()) {
      return known;
    }
    var queue = statuses.queueOf(grant.token());
    var fresh = new QueueStreams(this, edge, statuses, queue);
    queueToStreams.put(fresh.queueId(), fresh);
    return fresh;
  }

  private String tokenId(StreamGrant grant) {
    var token = grant.token();
    return edge.tokenIds().encode(token.queueId(), token.generation(), token.number());
  }

  /** Ends every stream with a word when to come back, and takes no more. */
  public void shutDown() {
    isShutDown = true;
    edge.context().owner().cancelTimer(timer);
    for (var stream : new ArrayList<>(streams)) {
      stream.end(StreamEnd.comeBack());
    }
  }

  /** The last stream takes the place of the one that is gone. */
  void forget(TokenStream stream) {
    var last = streams.removeLast();
    if (last != stream) {
      streams.set(stream.place, last);
      last.place = stream.place;
    }
    var queue = stream.queue();
    if (queue.removeOne()) {
      queueToStreams.remove(queue.queueId(), queue);
    }
    registry.closed(stream);
  }

  /** Runs the task on the hub's event loop. */
  void run(Runnable task) {
    edge.context().runOnContext(none -> task.run());
  }

  /** Begins the next round, unless the last one is still on its way. */
  void tick() {
    tick++;
    if (unvisited == 0) {
      unvisited = streams.size();
      takeTurn();
    }
  }

  /**
   * Goes on with the round, from the last stream to the first: one that goes meanwhile is replaced
   * by one that was visited, and none is left out.
   */
  private void takeTurn() {
    int framesBefore = framesSent;
    unvisited = Math.min(unvisited, streams.size());
    for (int looks = 0; unvisited > 0 && looks < STREAMS_A_TURN; looks++) {
      if (framesSent - framesBefore >= FRAMES_A_TURN) {
        break;
      }
      unvisited--;
      look(streams.get(unvisited));
      unvisited = Math.min(unvisited, streams.size());
    }
    if (unvisited > 0) {
      edge.context().owner().setTimer(BETWEEN_TURNS_MS, id -> takeTurn());
    }
  }

  private void look(TokenStream stream) {
    try {
      stream.queue().look(tick);
      if (stream.isDue(tick)) {
        attend(stream);
      }
    } catch (RuntimeException e) {
      endAfter(e, stream);
    }
  }

  /** Looks at a stream now, whether or not it is its turn. */
  void lookAgain(TokenStream stream) {
    if (stream.isClosed()) {
      return;
    }
    try {
      stream.queue().lookAgain();
      attend(stream);
    } catch (RuntimeException e) {
      endAfter(e, stream);
    }
  }

  private static void endAfter(RuntimeException failure, TokenStream stream) {
    if (failure instanceof ProblemException refusal) {
      stream.end(StreamEnd.of(refusal.problem()));
    } else {
      log.error("a stream failed", failure);
      stream.end(StreamEnd.of(Problem.of(ProblemCode.INTERNAL)));
    }
  }

  private void attend(TokenStream stream) {
    stream.pingWhenDue(tick);
    if (!stream.isClosed() && stream.isReadable(tick)) {
      show(stream);
    }
  }

  private void show(TokenStream stream) {
    var queue = stream.queue();
    var view = edge.board().token(queue.queueId(), stream.number());
    if (view.version() > queue.queue().version()) {
      queue.lookAgain();
    }
    if (TokenStatus.wantsSignOfLife(view, stream.number(), queue.queue())
        && stream.isSignOfLifeDue(tick)) {
      edge.engine().seen(queue.queueId(), stream.number());
    }
    if (isStale(stream)) {
      stream.end(StreamEnd.comeBack());
      return;
    }
    if (view.state() == TokenState.ACTIVE && stream.carriesPass()) {
      showWithPass(stream, view);
    } else {
      tell(stream, view, null);
    }
  }

  /** A pass that is being signed is waited for: the next tick finds it. */
  private void showWithPass(TokenStream stream, TokenView view) {
    var pass = statuses.pass(statuses.read(stream.token()));
    if (pass.isComplete()) {
      tell(stream, view, pass.result());
    }
  }

  private void tell(TokenStream stream, TokenView view, String pass) {
    var queue = stream.queue();
    if (stream.isWorthAFrame(view, pass, tick)) {
      long pollAfterMs = statuses.pollAfterMs(queue.queue(), view);
      stream.send(writer.write(queue.shared(), stream, view, pollAfterMs, pass), view, pass, tick);
      framesSent++;
    }
    stream.looked(tick);
    if (TokenStatus.isOver(view, stream.number(), queue.queue())) {
      stream.end(StreamEnd.ended());
    }
  }

  /** A stream that began on a stale board gets as long to see it recover. */
  private boolean isStale(TokenStream stream) {
    return stream.queue().isStale()
        && stream.openTicks(tick) * (long) TICK_MS > edge.config().boardStaleMs();
  }
}
