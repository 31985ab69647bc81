package io.daegi.bench.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CostTest {

  private static final int BYTES = 64 * 1024 * 1024;

  private final CountDownLatch allocated = new CountDownLatch(1);
  private final CountDownLatch measured = new CountDownLatch(1);

  @Test
  void whatAnotherThreadAllocatesForTheWorkCounts() throws Exception {
    Cost cost =
        Cost.of(
            () -> {
              start();
              allocated.await();
            });
    measured.countDown();

    assertThat(cost.allocatedBytes()).isGreaterThanOrEqualTo(BYTES);
    assertThat(cost.cpuNs()).isPositive();
    assertThat(cost.wallNs()).isPositive();
  }

  @Test
  void whatAThreadHadCostThatEndsMeanwhileIsNotTakenOff() throws Exception {
    Thread earlier = start();
    allocated.await();

    Cost cost =
        Cost.of(
            () -> {
              measured.countDown();
              earlier.join();
            });

    assertThat(cost.allocatedBytes()).isBetween(0L, (long) BYTES - 1);
    assertThat(cost.cpuNs()).isNotNegative();
  }

  private Thread start() {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              assertThat(new byte[BYTES]).hasSize(BYTES);
              allocated.countDown();
              try {
                measured.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
