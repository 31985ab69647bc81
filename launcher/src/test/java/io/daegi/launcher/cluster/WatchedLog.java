package io.daegi.launcher.cluster;

import io.daegi.engine.audit.LogAuditor;
import io.daegi.engine.audit.QueueAudit;
import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.event.Tee;
import io.daegi.engine.journal.BatchReader;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.model.TokenState;
import java.util.ArrayList;
import java.util.List;

/**
 * All that was read of a log: whether it keeps the auditor's rules, and who got which place. Safe
 * for use by several threads.
 */
final class WatchedLog {
  private final List<Part> parts = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  /** One partition. */
  private static final class Part implements BatchSink {
    private final LogAuditor auditor = new LogAuditor();
    private final LogPlaces places = new LogPlaces();
    private final Tee events = new Tee(auditor).to(places);
    private final BatchReader reader;
    private boolean readable = true;

    Part(int partition) {
      this.reader = new BatchReader(partition, this);
    }

    @Override
    public EventSink begin(BatchHeader header) {
      auditor.begin(header);
      return events;
    }

    @Override
    public void end(BatchHeader header) {
      auditor.end(header);
    }
  }

  WatchedLog(int partitionCount) {
    for (int partition = 0; partition < partitionCount; partition++) {
      parts.add(new Part(partition));
    }
  }

  /** Takes the next record; what follows one that cannot be read says nothing any more. */
  synchronized void read(int partition, byte[] record, long offset) {
    Part part = parts.get(partition);
    if (part.readable) {
      try {
        part.reader.read(record, partition + " offset " + offset);
      } catch (FormatException e) {
        part.readable = false;
        fault("the log cannot be read: " + e.getMessage());
      }
    }
  }

  synchronized void fault(String what) {
    faults.add(what);
  }

  /** What broke a rule until now. */
  synchronized List<String> faults() {
    List<String> all = new ArrayList<>(faults);
    for (int partition = 0; partition < parts.size(); partition++) {
      for (String violation : parts.get(partition).auditor.violations()) {
        all.add("partition " + partition + ": " + violation);
      }
    }
    return all;
  }

  /** How often somebody took over to lead. */
  synchronized long leaders() {
    return parts.stream().mapToLong(part -> part.auditor.leaders().size()).sum();
  }

  /** What the partition of this queue says of places; not while the log is still read. */
  LogPlaces placesOf(String queueId) {
    return parts.get(Cluster.partitionOf(queueId)).places;
  }

  /** What became of a place until now; null when there is none. */
  synchronized TokenState state(Told.Place place) {
    Part part = parts.get(Cluster.partitionOf(place.queueId()));
    QueueAudit queue = part.auditor.queue(place.queueId());
    return queue == null || place.number() > queue.joined() ? null : queue.state(place.number());
  }
}
