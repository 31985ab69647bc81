package io.daegi.engine.journal.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back what nobody needs any more to start: the log before the older of the two newest whole
 * snapshots, and the snapshots before that one. Both are seen whole in the topic first, whoever
 * wrote them; what two trimmers do at a time, or one late, is done already.
 */
final class LogTrimmer {

  private static final Logger LOG = LoggerFactory.getLogger(LogTrimmer.class);
  private static final int ANSWER_WITHIN_MS = 15_000;

  private final KafkaLogConfig config;
  private final TopicPartition log;
  private final SnapshotTopic snapshots;
  private final SnapshotSender sender;
  private final boolean trimsLog;

  /**
   * @param trimsLog whether the log is trimmed too, or old snapshots alone are taken back
   */
  LogTrimmer(KafkaLogConfig config, int partition, boolean trimsLog) {
    this.config = config;
    this.log = new TopicPartition(config.admissionTopic(), partition);
    this.snapshots = new SnapshotTopic(config, partition);
    this.sender = new SnapshotSender(config, partition);
    this.trimsLog = trimsLog;
  }

  /**
   * @throws KafkaException when the broker does not answer or refuses
   */
  void trim() {
    SnapshotCatalog now = snapshots.catalog();
    List<StoredSnapshot> whole = now.whole(StoredSnapshot::hasBoard);
    if (whole.size() < 2) {
      return;
    }
    StoredSnapshot older = whole.get(1);
    if (trimsLog && older.nextOffset() > LogEnd.beginningOf(config, log)) {
      deleteBefore(older.nextOffset());
      LOG.info(
          "{}: trimmed to offset {}, behind the snapshots of batches {} and {}",
          log,
          older.nextOffset(),
          older.lastBatch(),
          whole.getFirst().lastBatch());
    }
    sender.forget(now.keysBefore(older.lastBatch()));
  }

  private void deleteBefore(long offset) {
    try (var admin = Admin.create(config.admin(ANSWER_WITHIN_MS))) {
      admin.deleteRecords(Map.of(log, RecordsToDelete.beforeOffset(offset))).all().get();
    } catch (ExecutionException e) {
      throw new KafkaException(log + " was not trimmed: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while trimming " + log, e);
    }
  }
}
