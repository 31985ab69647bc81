package io.daegi.engine.verticle;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.daegi.engine.codec.ByteReader;
import io.daegi.engine.command.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ILL_Result;

/** The event loop and the reply stage answer parts of one message: it is replied to once, whole. */
@JCStressTest
@org.openjdk.jcstress.annotations.Outcome(
    id = "1, OVERLOADED, UNAVAILABLE",
    expect = ACCEPTABLE,
    desc = "one reply with both answers")
@org.openjdk.jcstress.annotations.Outcome(
    expect = FORBIDDEN,
    desc = "no reply, two, or one without an answer")
@State
public class ReplyBatchStress {

  private final AtomicInteger replies = new AtomicInteger();
  private volatile Buffer reply;
  private final ReplyBatch batch = new ReplyBatch(message(), 0, 2, null);

  @SuppressWarnings("unchecked") // a message of buffers is what the proxy is made for
  private Message<Buffer> message() {
    return (Message<Buffer>)
        Proxy.newProxyInstance(
            Message.class.getClassLoader(),
            new Class<?>[] {Message.class},
            (proxy, method, arguments) -> {
              reply = (Buffer) arguments[0];
              replies.incrementAndGet();
              return null;
            });
  }

  @Actor
  public void eventLoop() {
    batch.refused(0, Outcome.OVERLOADED);
  }

  @Actor
  public void replyStage() {
    batch.refused(1, Outcome.UNAVAILABLE);
  }

  @Arbiter
  public void read(ILL_Result told) {
    told.r1 = replies.get();
    byte[] bytes = reply == null ? new byte[0] : reply.getBytes();
    var in = new ByteReader().wrap(bytes, 0, bytes.length);
    if (bytes.length > 0 && BusCodec.decodeHead(in) == 2) {
      told.r2 = BusCodec.decodeAnswer(in).outcome();
      told.r3 = BusCodec.decodeAnswer(in).outcome();
    }
  }
}
