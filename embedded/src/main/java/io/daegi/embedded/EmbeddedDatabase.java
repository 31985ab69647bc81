package io.daegi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A real PostgreSQL server beside this process, on the loopback interface, with one database for
 * Daegi. Whoever reaches the loopback interface of this machine is let in.
 *
 * <p>The server is a daemon in a session of its own: an interrupt typed at the terminal reaches
 * this process, which then stops the server in its turn. A server that outlived an earlier process
 * on the same folder is stopped first.
 */
public final class EmbeddedDatabase implements EmbeddedService {
  private static final String USER = "postgres";
  private static final String DATABASE = "daegi";
  private static final int BIND_ATTEMPTS = 5;
  private static final String PROGRAM = "postgres";
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
  private static final Duration BACKEND_PATIENCE = Duration.ofSeconds(3);

  private final Path folder;
  private final Path serverLog;
  private final Path programLog;
  private final Path cache;
  private final boolean fsync;
  private PostgresPrograms programs;
  private int port;
  private boolean running;

  /**
   * @param folder its data; made at the first start; its logs stand beside it
   * @param cache where the unpacked programs and the data of a new server are kept for the next
   *     start
   * @param fsync whether a commit is on the disk before it is acknowledged
   */
  public EmbeddedDatabase(Path folder, Path cache, boolean fsync) {
    this.folder = folder.toAbsolutePath().normalize();
    this.serverLog = this.folder.resolveSibling(this.folder.getFileName() + ".log");
    this.programLog = this.folder.resolveSibling(this.folder.getFileName() + ".start.log");
    this.cache = cache;
    this.fsync = fsync;
  }

  @Override
  public ServiceKind kind() {
    return ServiceKind.POSTGRES;
  }

  @Override
  public synchronized String address() {
    return host() + ":" + port();
  }

  public String host() {
    return FreePorts.LOOPBACK;
  }

  public synchronized int port() {
    return port;
  }

  public String user() {
    return USER;
  }

  /** Empty: the server trusts the loopback interface. */
  public String password() {
    return "";
  }

  public String database() {
    return DATABASE;
  }

  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /** As in {@code postgresql://user@host:port/database}. */
  public String url() {
    return "postgresql://" + USER + "@" + address() + "/" + DATABASE;
  }

  @Override
  public synchronized void start() {
    if (running) {
      return;
    }
    try {
      Files.createDirectories(folder.getParent());
      PostgresBinaries binaries = PostgresBinaries.unpacked(cache);
      programs = new PostgresPrograms(binaries, programLog);
      stopOrphan();
      initialise(binaries);
      serve();
      createDatabase();
      running = true;
    } catch (IOException | SQLException e) {
      throw new ServiceFailure(
          kind(), "the server on " + folder + " did not start: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void stop() {
    if (running) {
      running = false;
      stopOrphan();
    }
  }

  /**
   * Under another name until it is whole, so that a start that was cut short leaves nothing that
   * looks like data.
   */
  private void initialise(PostgresBinaries binaries) throws IOException {
    if (Files.exists(folder)) {
      return;
    }
    Path unfinished = folder.resolveSibling(folder.getFileName() + ".new");
    Folders.delete(unfinished);
    NewDatabase.write(unfinished, binaries, programs, USER, fsync);
    Folders.publish(unfinished, folder);
  }

  private void serve() throws IOException {
    boolean portIsOpen = port == 0;
    for (int attempt = 1; ; attempt++) {
      int candidate = portIsOpen ? FreePorts.one() : port;
      try {
        Files.deleteIfExists(serverLog);
        programs.run("pg_ctl", startArguments(candidate));
        port = candidate;
        return;
      } catch (IOException e) {
        String words = PostgresPrograms.lastWords(serverLog);
        if (attempt == BIND_ATTEMPTS || !words.contains("could not create any TCP/IP sockets")) {
          throw new IOException(words, e);
        }
      }
    }
  }

  private List<String> startArguments(int candidate) {
    StringBuilder options = new StringBuilder("-p ").append(candidate);
    settings()
        .forEach((name, value) -> options.append(" -c ").append(name).append('=').append(value));
    return List.of(
        "start",
        "-w",
        "-t",
        "60",
        "-D",
        folder.toString(),
        "-l",
        serverLog.toString(),
        "-o",
        options.toString());
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("fsync", fsync ? "on" : "off");
    settings.put("synchronous_commit", fsync ? "on" : "off");
    settings.put("full_page_writes", fsync ? "on" : "off");
    settings.put("listen_addresses", FreePorts.LOOPBACK);
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "100");
    settings.put("shared_buffers", "256MB");
    settings.put("max_wal_size", "1GB");
    // A segment that was written once is written again: to make a new one, all commits wait.
    settings.put("min_wal_size", "512MB");
    settings.put("timezone", "UTC");
    settings.put("jit", "off");
    return settings;
  }

  private void createDatabase() throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl(USER));
        Statement statement = connection.createStatement()) {
      if (!exists(statement)) {
        statement.execute("create database " + DATABASE);
      }
    }
  }

  private static boolean exists(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
      return rows.next();
    }
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://" + address() + "/" + database + "?user=" + USER;
  }

  /** Stops whatever serves this folder, started by this process or an earlier one. */
  private void stopOrphan() {
    Path pidFile = folder.resolve("postmaster.pid");
    List<ProcessHandle> server = Orphan.named(pidFile, PROGRAM, folder).stream().toList();
    boolean gone = Orphan.end(server, () -> stopFast(server), STOP_PATIENCE);
    // The workers of a server that was killed see that and end by themselves; until then no other
    // server may write.
    List<ProcessHandle> workers = Orphan.workingIn(folder, PROGRAM);
    gone &= Orphan.end(workers, () -> {}, BACKEND_PATIENCE);
    if (!gone) {
      throw new ServiceFailure(
          kind(), "a server that outlived its process still works on " + folder);
    }
    forget(pidFile);
  }

  private void stopFast(List<ProcessHandle> server) {
    if (server.isEmpty()) {
      return;
    }
    try {
      programs.run("pg_ctl", List.of("stop", "-m", "fast", "-W", "-D", folder.toString()));
    } catch (IOException alreadyGoneOrDeaf) {
      server.forEach(ProcessHandle::destroy);
    }
  }

  /**
   * A pid file whose server is gone would keep the next one away if its number meanwhile belongs to
   * somebody else.
   */
  private void forget(Path pidFile) {
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new ServiceFailure(kind(), "the stale file " + pidFile + " cannot be deleted", e);
    }
  }
}
