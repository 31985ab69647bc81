package io.daegi.launcher;

import io.daegi.launcher.cluster.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the manifests of Kubernetes leave a process: files that it may read and not write, but for
 * those of one directory, and none of root's capabilities, whoever it runs as.
 */
final class ReadOnlyRoot {
  private static final Logger LOG = LoggerFactory.getLogger(ReadOnlyRoot.class);

  /** All of it is mounted anew, where no other process sees it. */
  private static final String MOUNT =
      """
      cd "$0" && mount --bind . "$0" && mount -o remount,bind,ro / && cd "$0" &&
      exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
      """;

  private ReadOnlyRoot() {}

  /** What a command line begins with; nothing, which is said aloud, where nobody may mount. */
  static List<String> but(Path writable) throws IOException, InterruptedException {
    List<String> prefix =
        List.of("unshare", "--mount", "--", "sh", "-c", MOUNT, writable.toRealPath().toString());
    List<String> probe = new ArrayList<>(prefix);
    probe.addAll(List.of("sh", "-c", "touch probe && ! touch ../probe"));
    if (Commands.works(probe.toArray(String[]::new))) {
      return prefix;
    }
    LOG.warn("SKIPPED: the program may write everywhere (unshare, setpriv, the right to mount)");
    return List.of();
  }
}
