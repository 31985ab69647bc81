package io.daegi.booking.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  @Test
  void runsWhoHadToWaitWhereTheyBelong() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
      Context first = loop.duplicate();
      Context second = loop.duplicate();
      var tasks = new SideBySide(1);
      var ranIn = new CompletableFuture<Context>();
      Promise<Void> bothAsked = Promise.promise();

      loop.runOnContext(
          none -> {
            tasks.run(first, bothAsked::complete);
            tasks.run(second, () -> ranIn.complete(Vertx.currentContext()));
          });

      assertThat(ranIn.get(10, TimeUnit.SECONDS)).isSameAs(second);
      assertThat(bothAsked.future().isComplete()).isTrue();
    } finally {
      vertx.close().await();
    }
  }
}
