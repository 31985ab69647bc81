package io.daegi.engine.journal;

import io.daegi.engine.codec.FormatException;
import io.daegi.engine.codec.FormatVersion;
import java.util.Optional;

/**
 * In which version a leader writes. The log itself is the agreement: who takes it over goes on as
 * its last batch was written, so that builds of which one is older lead it in turn. Only an
 * operator raises it, and it never goes down.
 */
public final class FormatAgreement {

  private FormatAgreement() {}

  /**
   * @param partition for the message of a refusal
   * @param ofLog in which its last batch was written; none for an empty log
   * @param raisedTo what an operator asks for; none: whatever the log is written in
   * @throws FormatException when this build cannot write what the log is written in
   */
  public static FormatVersion toWrite(
      int partition, Optional<FormatVersion> ofLog, Optional<FormatVersion> raisedTo) {
    FormatVersion newest = FormatVersion.NEWEST;
    if (ofLog.isEmpty()) {
      return raisedTo.orElse(newest);
    }
    FormatVersion agreed = ofLog.get();
    if (agreed.isNewerThan(newest)) {
      throw new FormatException(
          "partition %d is written in format %s, and this build writes none above %s. Use a build that writes %2$s"
              .formatted(partition, agreed, newest));
    }
    return raisedTo.filter(raised -> raised.isNewerThan(agreed)).orElse(agreed);
  }
}
