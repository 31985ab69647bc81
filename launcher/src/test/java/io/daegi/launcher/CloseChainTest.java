package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CloseChainTest {
  private final List<String> closed = new CopyOnWriteArrayList<>();
  private final CloseChain chain = new CloseChain();

  @Test
  void closesInTheOppositeOrderAndOnce() throws Exception {
    open("first");
    open("second");

    chain.close();
    chain.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void closesTheOthersWhenOneFails() throws Exception {
    open("first");
    chain.open("broken", () -> (AutoCloseable) this::fail);
    open("third");

    chain.close();

    assertThat(closed).containsExactly("third", "first");
  }

  @Test
  void opensNothingOnceItIsClosed() {
    chain.close();

    assertThatThrownBy(() -> open("late")).isInstanceOf(CloseChain.Stopping.class);
    assertThat(closed).isEmpty();
  }

  @Test
  void waitsForAStepThatIsJustBeingOpened() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch mayFinish = new CountDownLatch(1);
    Thread opener = Thread.startVirtualThread(() -> openSlowly(opening, mayFinish));
    opening.await();
    Thread closer = Thread.startVirtualThread(chain::close);

    mayFinish.countDown();
    opener.join();
    closer.join();

    assertThat(closed).containsExactly("slow");
  }

  private void open(String name) throws Exception {
    chain.open(name, () -> (AutoCloseable) () -> closed.add(name));
  }

  private void openSlowly(CountDownLatch opening, CountDownLatch mayFinish) {
    try {
      chain.open(
          "slow",
          () -> {
            opening.countDown();
            mayFinish.await();
            return (AutoCloseable) () -> closed.add("slow");
          });
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void fail() {
    throw new IllegalStateException("meant to fail");
  }
}
