package io.daegi.launcher.cluster;

import io.daegi.embedded.EmbeddedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL or Redis. */
final class ServerVictim implements Victim {
  private final EmbeddedService service;
  private final Path pidFile;
  private final Mishap.Deed deed;
  private List<Long> stopped = List.of();
  private SlowDisk slowDisk;

  /**
   * @param pidFile whose first line names the process that all others of it come from
   */
  ServerVictim(EmbeddedService service, Path pidFile, Mishap.Deed deed) {
    this.service = service;
    this.pidFile = pidFile;
    this.deed = deed;
  }

  @Override
  public String name() {
    return service.kind().toString();
  }

  @Override
  public void strike() throws Exception {
    switch (deed) {
      case KILLED -> Commands.signal("KILL", List.of(pid()));
      case STOPPED -> {
        stopped = pids();
        Commands.signal("STOP", stopped);
      }
      case SLOW_DISK -> slowDisk = SlowDisk.under(pids());
      case ENDED, CUT_FROM_KAFKA, CUT_FROM_POSTGRES, CUT_FROM_REDIS, CUT_FROM_PEERS ->
          throw new IllegalArgumentException(deed + " is not for it");
    }
  }

  @Override
  public void mend() throws Exception {
    switch (deed) {
      case KILLED -> {
        service.stop();
        service.start();
      }
      case STOPPED -> Commands.signal("CONT", stopped);
      case SLOW_DISK -> slowDisk.close();
      case ENDED, CUT_FROM_KAFKA, CUT_FROM_POSTGRES, CUT_FROM_REDIS, CUT_FROM_PEERS ->
          throw new IllegalArgumentException(deed + " is not for it");
    }
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
  }

  /** It and whatever it started. */
  private List<Long> pids() throws IOException {
    List<Long> pids = new ArrayList<>();
    pids.add(pid());
    ProcessHandle.of(pid()).orElseThrow().descendants().forEach(one -> pids.add(one.pid()));
    return pids;
  }
}
