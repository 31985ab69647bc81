package io.daegi.engine.journal;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.event.EventSink;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Refuses the start of a process whose operator asks for an older version than the log is written
 * in: a log never goes back, and who believes that it did would go back to a build that is too old.
 * A process that has started is left alone when others raise the version after that.
 */
public final class FormatGuard implements BatchSink {

  private final BatchSink sink;
  private final Optional<FormatVersion> asked;
  private final BooleanSupplier hasStarted;

  /**
   * @param asked by the operator; none: nothing is refused
   * @param hasStarted whether the log has once been read to its end
   */
  public FormatGuard(BatchSink sink, Optional<FormatVersion> asked, BooleanSupplier hasStarted) {
    this.sink = sink;
    this.asked = asked;
    this.hasStarted = hasStarted;
  }

  @Override
  public EventSink begin(BatchHeader header) {
    FormatVersion version = header.version();
    if (asked.isPresent() && version.isNewerThan(asked.get()) && !hasStarted.getAsBoolean()) {
      throw new FormatException(
          "written in format %s, and DAEGI_JOURNAL_FORMAT is %s".formatted(version, asked.get()),
          "A log never goes back: set DAEGI_JOURNAL_FORMAT to %s, or leave it out"
              .formatted(version));
    }
    return sink.begin(header);
  }

  @Override
  public void end(BatchHeader header) {
    sink.end(header);
  }
}
