package io.daegi.engine.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.RecordBatch;

/**
 * Who wrote each offset of a partition, by the broker's own files: what was committed, what was
 * taken back, and the marks of both. The broker writes down under which producer id and epoch each
 * batch came. They never go back: once a writer was followed by another, it wrote nothing any more.
 */
public final class WriterEvidence {

  final List<String> faults = new ArrayList<>();
  private final Set<Long> formerIds = new HashSet<>();
  private long nextOffset;
  private long producerId = -1;
  private short producerEpoch = -1;
  private long data;
  private long writers;

  private WriterEvidence() {}

  /**
   * @param brokerFolder the broker's data
   */
  public static WriterEvidence of(Path brokerFolder, String topic, int partition)
      throws IOException {
    var evidence = new WriterEvidence();
    for (Path segment : segments(brokerFolder.resolve(topic + "-" + partition))) {
      FileRecords records = FileRecords.open(segment.toFile(), false);
      try {
        records.batches().forEach(evidence::read);
      } finally {
        records.closeHandlers();
      }
    }
    return evidence;
  }

  private static List<Path> segments(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }

  /** Whatever says that two wrote at once. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** Batches of events, committed or taken back. */
  long data() {
    return data;
  }

  /** Different writers, each a producer id with an epoch. */
  long writers() {
    return writers;
  }

  private void read(RecordBatch batch) {
    if (batch.baseOffset() < nextOffset) {
      faults.add("offset %d is there twice".formatted(batch.baseOffset()));
    }
    nextOffset = batch.nextOffset();
    if (!batch.isTransactional()) {
      faults.add("offset %d was written outside of a transaction".formatted(batch.baseOffset()));
    }
    data += batch.isControlBatch() ? 0 : 1;
    if (batch.producerId() != producerId) {
      if (!formerIds.add(batch.producerId())) {
        faults.add("a former writer is back at offset %d".formatted(batch.baseOffset()));
      }
      writers++;
    } else if (batch.producerEpoch() < producerEpoch) {
      faults.add(
          "epoch %d writes offset %d after epoch %d"
              .formatted(batch.producerEpoch(), batch.baseOffset(), producerEpoch));
    } else if (batch.producerEpoch() > producerEpoch) {
      writers++;
    }
    producerId = batch.producerId();
    producerEpoch = batch.producerEpoch();
  }
}
