package io.daegi.embedded;

import java.nio.file.Path;

/** Another running instance holds the data directory; the message names both. */
public final class DataDirInUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DataDirInUse(Path directory, String holder) {
    super(
        "the data directory "
            + directory
            + " is in use by "
            + holder
            + ": stop that instance, or give this one a directory of its own");
  }
}
