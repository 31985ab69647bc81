package io.daegi.engine.simulation;

import io.daegi.engine.fixture.FaultyLog;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalSession;
import java.util.function.BooleanSupplier;

/** The log with {@link Plant#REPLAY_BEFORE_FENCING} planted. */
final class ReadsEndFirst extends FaultyLog {

  ReadsEndFirst(int partition, BooleanSupplier coin, CommitListener listener) {
    super(partition, coin, listener);
  }

  @Override
  public synchronized JournalSession takeOver() throws JournalException {
    int end = visibleEnd();
    fence();
    return session(end);
  }
}
