package io.daegi.launcher.sale;

import io.daegi.engine.audit.LogAuditor;
import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.fixture.SilentSink;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogReader;
import io.daegi.engine.model.QueueSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the log says of one queue, counted in the plainest way there is: sets of numbers, event by
 * event.
 */
public final class LogEvidence extends SilentSink implements BatchSink {
  public final List<String> faults = new ArrayList<>();
  public final Map<Long, Integer> completed = new HashMap<>();
  final Set<Long> joined = new HashSet<>();
  final Set<Long> waiting = new HashSet<>();
  final Set<Long> inside = new HashSet<>();
  final Set<Long> endedUnpaid = new HashSet<>();
  public int mostInside;

  private final String queueId;
  private final int capacity;
  private int ours = -1;
  private long lastCalled;

  private LogEvidence(String queueId, int capacity) {
    this.queueId = queueId;
    this.capacity = capacity;
  }

  /** Reads the log twice: by the auditor's rules and by these. */
  public static LogEvidence of(String kafka, Ticketing sale) throws JournalException {
    KafkaLogConfig log = new KafkaLogConfig(kafka, "daegi.", Map.of());
    LogAuditor auditor = new LogAuditor();
    LogReader.readToEnd(log, 0, auditor);
    LogEvidence evidence = new LogEvidence(sale.queueId(), sale.capacity());
    LogReader.readToEnd(log, 0, evidence);
    evidence.faults.addAll(auditor.violations());
    return evidence;
  }

  @Override
  public EventSink begin(BatchHeader header) {
    return this;
  }

  @Override
  public void end(BatchHeader header) {}

  private void require(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }

  @Override
  public void queueCreated(
      int queue, String name, int generation, int partition, QueueSettings settings) {
    if (name.equals(queueId)) {
      ours = queue;
    }
  }

  @Override
  public void joined(
      int queue, long number, long entry, int lane, long visitorHigh, long visitorLow) {
    if (queue == ours) {
      require(number == joined.size() + 1L, "number " + number + " after " + joined.size());
      joined.add(number);
      waiting.add(number);
    }
  }

  @Override
  public void called(int queue, long fromNumber, long toNumber) {
    if (queue == ours) {
      require(fromNumber > lastCalled, "called " + fromNumber + " after " + lastCalled);
      lastCalled = toNumber;
      for (long number = fromNumber; number <= toNumber; number++) {
        if (waiting.remove(number)) {
          inside.add(number);
        }
      }
      mostInside = Math.max(mostInside, inside.size());
      require(inside.size() <= capacity, inside.size() + " inside after a call to " + toNumber);
    }
  }

  @Override
  public void completed(int queue, long number) {
    if (queue == ours) {
      require(inside.remove(number), number + " completed outside");
      completed.merge(number, 1, Integer::sum);
    }
  }

  @Override
  public void left(int queue, long number) {
    ended(queue, number);
  }

  @Override
  public void expired(int queue, long number) {
    ended(queue, number);
  }

  @Override
  public void abandoned(int queue, long number) {
    ended(queue, number);
  }

  @Override
  public void returned(int queue, long number) {
    if (queue == ours) {
      require(endedUnpaid.remove(number), number + " returned from nowhere");
      waiting.add(number);
    }
  }

  private void ended(int queue, long number) {
    if (queue == ours) {
      boolean lived = waiting.remove(number) || inside.remove(number);
      require(lived || endedUnpaid.contains(number), number + " ended twice");
      endedUnpaid.add(number);
    }
  }
}
