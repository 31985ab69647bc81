package io.daegi.launcher.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Many visitors at once, a third of them on each of the three ways to watch. */
public final class Crowd implements AutoCloseable {
  private static final long LIMIT_S = 300;

  final Witness witness = new Witness();
  private final Api api;
  private final Ticketing sale;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> visits = new ArrayList<>();

  /** Nobody yet. */
  public Crowd(Api api, Ticketing sale) {
    this.api = api;
    this.sale = sale;
  }

  /** Everybody comes now. */
  Crowd(Api api, Ticketing sale, int size) {
    this(api, sale);
    come(size);
  }

  /** So many more come now. */
  public void come(int count) {
    int first = visits.size();
    for (int i = first; i < first + count; i++) {
      int seed = i;
      Visitor visitor = new Visitor(api, sale, watch(i), "visitor " + i + ", " + Behaviour.of(i));
      Buyer buyer = new Buyer(visitor, sale, witness, seed);
      visits.add(threads.submit(() -> buyer.visit(Behaviour.of(seed))));
    }
  }

  private static Watch watch(int visitor) {
    return switch (visitor % 3) {
      case 0 -> new PollWatch();
      case 1 -> new SocketWatch();
      default -> new EventsWatch();
    };
  }

  /** Waits until everybody's visit has ended as it should. */
  public Witness goneHome() throws InterruptedException, TimeoutException {
    List<Throwable> troubles = new ArrayList<>();
    for (Future<?> visit : visits) {
      try {
        visit.get(LIMIT_S, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        troubles.add(e.getCause());
      }
    }
    if (!troubles.isEmpty()) {
      AssertionError all =
          new AssertionError(troubles.size() + " visits went wrong", troubles.getFirst());
      troubles.stream().skip(1).limit(10).forEach(all::addSuppressed);
      throw all;
    }
    return witness;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
