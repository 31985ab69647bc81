package io.daegi.bench.engine;

import com.sun.management.OperatingSystemMXBean;
import io.daegi.engine.journal.JournalException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to let a whole crowd in and out, on each rung; checked after every run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = AdmissionBenchmark.RUNS)
public class AdmissionBenchmark {

  static final int RUNS = 2;

  /** What stands between a command and its answer. */
  public enum Way {
    MACHINE,
    PIPELINE,
    KAFKA,
    DISRUPTOR
  }

  /** What the process has cost, every thread of it, the broker's too. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Cost {
    public long cpuNs;
  }

  @Param public Way way;

  @Param("1000000")
  public int visitors;

  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private BenchBroker broker;
  private Rung rung;
  private Crowd crowd;

  @Setup(Level.Trial)
  public void startTheBroker() throws IOException {
    broker = way == Way.KAFKA ? new BenchBroker() : null;
  }

  @Setup(Level.Iteration)
  public void openTheQueue() throws JournalException {
    rung =
        switch (way) {
          case MACHINE -> new MachineRung();
          case PIPELINE -> new PipelineRung(new InstantJournal());
          case KAFKA -> new KafkaRung(broker.newLog());
          case DISRUPTOR -> new RawRung();
        };
    crowd = new Crowd(rung);
    crowd.openTheQueue();
  }

  @Benchmark
  public void admit(Cost cost) {
    long before = process.getProcessCpuTime();
    crowd.admit(visitors);
    cost.cpuNs = process.getProcessCpuTime() - before;
  }

  @TearDown(Level.Iteration)
  public void verify() throws JournalException {
    rung.tally().verify(visitors);
    rung.close();
  }

  @TearDown(Level.Trial)
  public void stopTheBroker() throws IOException {
    if (broker != null) {
      broker.close();
    }
  }
}
