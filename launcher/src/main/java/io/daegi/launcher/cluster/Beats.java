package io.daegi.launcher.cluster;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.tracing.TracingPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all others on the event bus, twice a second, that this process is there, and hears them.
 * Hazelcast counts who is silent as gone after eight seconds, and longer on a machine with other
 * work; whoever nobody can ask anything has to know sooner.
 *
 * <p>Silence is counted in own beats, on the event loop that would hear the others': a process that
 * stood still has beaten as little as it has heard, and gives itself time to hear again. It ends
 * when others were heard for as long as nobody was: a line that was cut and is mended first brings
 * what was said before.
 *
 * <p>All processes listen, not those alone who care: so each has a connection to each before a new
 * leader needs one. Where somebody's bus listens is known to one of Hazelcast's members, and that
 * one may be the silent one.
 */
final class Beats extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Beats.class);
  static final String ADDRESS = "daegi.beat";
  private static final long EVERY_MS = 500;

  /** Own beats until there is silence, and until it ends: three seconds, as a log may be silent. */
  private static final int TURNS = 6;

  private static final DeliveryOptions UNTRACED =
      new DeliveryOptions().setTracingPolicy(TracingPolicy.IGNORE);

  private final String own;
  private final long everyMs;
  private boolean met;

  /** Own beats since another's. */
  private int unheard;

  /** Own beats since others are heard again. */
  private int turns;

  private volatile boolean silence;

  /**
   * @param own name of this process, no other's
   */
  Beats(String own) {
    this(own, EVERY_MS);
  }

  Beats(String own, long everyMs) {
    this.own = own;
    this.everyMs = everyMs;
  }

  @Override
  public Future<?> start() {
    vertx
        .eventBus()
        .<String>consumer(ADDRESS, beat -> hear(beat.body()))
        .completion()
        .onFailure(e -> LOG.warn("others are not heard: {}", e.getMessage()));
    beat();
    return Future.succeededFuture();
  }

  private void hear(String from) {
    if (!from.equals(own)) {
      met = true;
      unheard = 0;
    }
  }

  /** The next one is set by this one, so that none is made up for after a pause. */
  private void beat() {
    count();
    vertx.eventBus().publish(ADDRESS, own, UNTRACED);
    vertx.setTimer(everyMs, id -> beat());
  }

  private void count() {
    unheard++;
    if (!silence) {
      silence = met && unheard > TURNS;
      turns = 0;
    } else {
      // Two beats of another may fall between the same two of one's own, and none before.
      turns = unheard <= 2 ? turns + 1 : 0;
      silence = turns < TURNS;
    }
  }

  /** Whether others were heard once, and none is any more. From any thread. */
  boolean isSilence() {
    return silence;
  }
}
