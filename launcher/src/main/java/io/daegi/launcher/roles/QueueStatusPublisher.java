package io.daegi.launcher.roles;

import io.daegi.engine.board.BoardView;
import io.daegi.engine.board.QueueView;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.http.queue.QueueRoute;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells outsiders on {@code queue-status} what the public may know of each queue that this process
 * leads: at most once a second, when something changed. A projection; nothing of ours reads it, and
 * what could not be told is told with the next change.
 */
public final class QueueStatusPublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueueStatusPublisher.class);
  private static final long EVERY_MS = 1_000;

  private final Vertx vertx;
  private final BoardView board;
  private final EngineRole engine;
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, Long> queueToToldMs = new HashMap<>();
  private final long timer;

  public QueueStatusPublisher(Vertx vertx, BoardView board, EngineRole engine, KafkaLogConfig log) {
    this.vertx = vertx;
    this.board = board;
    this.engine = engine;
    this.topic = log.queueStatusTopic();
    this.producer = new KafkaProducer<>(settings(log));
    this.timer = vertx.setPeriodic(EVERY_MS, id -> vertx.executeBlocking(this::tellAll));
  }

  private static Map<String, Object> settings(KafkaLogConfig log) {
    Map<String, Object> settings = new HashMap<>(log.clientProperties());
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, log.bootstrapServers());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 6_000);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * 1024 * 1024);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    return settings;
  }

  /** One at a time: blocking work of one context is done in order. */
  private synchronized Void tellAll() {
    try {
      for (QueueView queue : board.queues()) {
        if (engine.leads(queue.partition())) {
          tell(queue);
        }
      }
    } catch (KafkaException e) {
      LOG.debug("the queues' status cannot be told just now", e);
    }
    return null;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of failures
  private void tell(QueueView queue) {
    Long toldMs = queueToToldMs.get(queue.queueId());
    if (toldMs != null && toldMs == queue.changedAtMs()) {
      return;
    }
    byte[] key = queue.queueId().getBytes(StandardCharsets.UTF_8);
    byte[] value = QueueRoute.figures(queue).toBuffer().getBytes();
    producer.send(
        new ProducerRecord<>(topic, key, value),
        (sent, failure) -> {
          if (failure != null) {
            forget(queue.queueId());
          }
        });
    queueToToldMs.put(queue.queueId(), queue.changedAtMs());
  }

  private synchronized void forget(String queueId) {
    queueToToldMs.remove(queueId);
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
    producer.close(Duration.ofSeconds(1));
  }
}
