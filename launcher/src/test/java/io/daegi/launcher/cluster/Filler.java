package io.daegi.launcher.cluster;

import io.daegi.engine.board.BoardView;
import io.daegi.engine.command.Answer;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.verticle.BusEngineClient;
import io.daegi.launcher.config.ClusterConfig;
import io.daegi.launcher.config.Secret;
import io.daegi.launcher.roles.LogView;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Joins a queue as often as wanted by the way that edges go, over the event bus, without HTTP
 * before it: as one member more of the cluster, for as long as that takes.
 */
final class Filler {
  private static final int UNANSWERED_AT_MOST = 8_000;
  private static final int TOLD_EVERY = 100_000;

  private final FilledLine line;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Consumer<String> progress;
  private int begun;
  private int unanswered;
  private int answered;

  Filler(FilledLine line, Consumer<String> progress) {
    this.line = line;
    this.progress = progress;
  }

  /** Returns when everybody has a number. */
  void fill(Cluster cluster, int port) throws Exception {
    KafkaLogConfig log = new KafkaLogConfig(cluster.ground().kafka(), "daegi.", Map.of());
    Vertx vertx = join(cluster, port);
    try (LogView view =
        LogView.start(log, Cluster.PARTITIONS, Optional.empty(), done::completeExceptionally)) {
      view.awaitCaughtUp();
      vertx.deployVerticle(new Joining(view.board())).await();
      done.get();
    } finally {
      vertx.close().await();
    }
  }

  private static Vertx join(Cluster cluster, int port) throws Exception {
    TestCertificate certificate = cluster.certificate();
    ClusterConfig config =
        new ClusterConfig(
            Optional.of(cluster.ground().gateway()),
            port,
            0,
            Optional.empty(),
            cluster.memberAddresses(),
            Optional.empty(),
            new Secret(Cluster.SECRET),
            certificate.bus(Builds.membershipTls()));
    ClusterBus bus = ClusterBus.of(config, "daegi.");
    return TestBus.open(bus, bus.join());
  }

  /** Keeps as many unanswered as the ring bears. */
  private final class Joining extends VerticleBase {
    private final BoardView board;
    private BusEngineClient engine;

    Joining(BoardView board) {
      this.board = board;
    }

    @Override
    public Future<?> start() {
      engine = new BusEngineClient(vertx, board, UNANSWERED_AT_MOST + 64);
      goOn();
      return Future.succeededFuture();
    }

    private void goOn() {
      while (unanswered < UNANSWERED_AT_MOST && begun < line.visitors()) {
        unanswered++;
        join(begun++);
      }
    }

    private void join(int i) {
      engine.join(line.queueId(), line.visitor(i)).onSuccess(answer -> answered(i, answer));
    }

    private void answered(int i, Answer answer) {
      if (!answer.outcome().isAccepted()) {
        vertx.setTimer(100, again -> join(i));
        return;
      }
      line.told(i, answer.number());
      unanswered--;
      answered++;
      if (answered % TOLD_EVERY == 0) {
        progress.accept("%,d of %,d wait".formatted(answered, line.visitors()));
      }
      if (answered == line.visitors()) {
        done.complete(null);
      } else if (unanswered < UNANSWERED_AT_MOST / 2) {
        goOn();
      }
    }
  }
}
