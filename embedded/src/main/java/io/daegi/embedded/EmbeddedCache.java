package io.daegi.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis server beside this process, on the loopback interface. It keeps nothing: its folder
 * is gone when it has stopped.
 *
 * <p>The server is a daemon in a session of its own, like {@link EmbeddedDatabase}; one that
 * outlived an earlier process on the same folder is stopped first.
 */
public final class EmbeddedCache implements EmbeddedService {
  private static final int BIND_ATTEMPTS = 5;
  private static final int START_ATTEMPTS = 50;
  private static final long TRY_AGAIN_AFTER_NS = 20_000_000;

  /** How Java tells ETXTBSY. */
  private static final Pattern BUSY = Pattern.compile("error[=:] ?26\\b");

  private static final String PROGRAM = "redis-server";
  private static final String PID_FILE = "redis.pid";
  private static final String LOG_FILE = "redis.log";
  private static final int CONNECT_MS = 500;
  private static final Duration START_PATIENCE = Duration.ofSeconds(20);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
  private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Path folder;
  private int port;
  private boolean running;

  /**
   * @param folder its own; made at the start, deleted at the stop
   */
  public EmbeddedCache(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public ServiceKind kind() {
    return ServiceKind.REDIS;
  }

  @Override
  public synchronized String address() {
    return FreePorts.LOOPBACK + ":" + port;
  }

  /** As in {@code redis://host:port}. */
  public String url() {
    return "redis://" + address();
  }

  @Override
  public synchronized void start() {
    if (running) {
      return;
    }
    try {
      clear();
      Files.createDirectories(folder);
      String program = ExecutableProvider.newJarResourceProvider(folder.toFile()).get().getPath();
      serve(program);
      running = true;
    } catch (IOException e) {
      throw new ServiceFailure(
          kind(), "the server in " + folder + " did not start: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void stop() {
    if (!running) {
      return;
    }
    running = false;
    try {
      clear();
    } catch (IOException e) {
      throw new ServiceFailure(kind(), "the folder " + folder + " cannot be deleted", e);
    }
  }

  /**
   * Stops whatever serves this folder, started by this process or an earlier one, and deletes what
   * it left.
   */
  private void clear() throws IOException {
    List<ProcessHandle> server =
        Orphan.named(folder.resolve(PID_FILE), PROGRAM, folder).stream().toList();
    if (!Orphan.end(server, () -> server.forEach(ProcessHandle::destroy), STOP_PATIENCE)) {
      throw new ServiceFailure(
          kind(), "a server that outlived its process still works in " + folder);
    }
    Folders.delete(folder);
  }

  private void serve(String program) throws IOException {
    boolean portIsOpen = port == 0;
    for (int attempt = 1; ; attempt++) {
      int candidate = portIsOpen ? FreePorts.one() : port;
      launch(program, candidate);
      if (Patience.until(() -> answers(candidate) || refused(), START_PATIENCE) && !refused()) {
        port = candidate;
        return;
      }
      if (attempt == BIND_ATTEMPTS || !portIsOpen || !refused()) {
        throw new IOException(PostgresPrograms.lastWords(folder.resolve(LOG_FILE)));
      }
      Files.deleteIfExists(folder.resolve(LOG_FILE));
    }
  }

  /**
   * Its files are named relative to its working directory, since Redis takes no blanks in a path.
   */
  private void launch(String program, int candidate) throws IOException {
    List<String> command =
        List.of(
            program,
            "--daemonize",
            "yes",
            "--pidfile",
            PID_FILE,
            "--logfile",
            LOG_FILE,
            "--bind",
            FreePorts.LOOPBACK,
            "--port",
            Integer.toString(candidate),
            "--save",
            "",
            "--appendonly",
            "no",
            "--maxmemory",
            "128mb",
            "--maxmemory-policy",
            "allkeys-lru");
    started(
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD))
        .onExit()
        .join();
  }

  /**
   * A process that is forked while the program's file is still being written holds that file open
   * for a moment, and the system runs no file that somebody writes.
   */
  private static Process started(ProcessBuilder program) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return program.start();
      } catch (IOException e) {
        if (attempt == START_ATTEMPTS || !BUSY.matcher(String.valueOf(e.getMessage())).find()) {
          throw e;
        }
        LockSupport.parkNanos(TRY_AGAIN_AFTER_NS);
      }
    }
  }

  private boolean refused() {
    return PostgresPrograms.lastWords(folder.resolve(LOG_FILE)).contains("Failed listening");
  }

  /**
   * The pid file is written after the port is bound: with it, the answer comes from this server and
   * no other.
   */
  private boolean answers(int candidate) {
    if (!Files.exists(folder.resolve(PID_FILE))) {
      return false;
    }
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate), CONNECT_MS);
      socket.setSoTimeout(CONNECT_MS);
      OutputStream out = socket.getOutputStream();
      out.write(PING);
      out.flush();
      return socket.getInputStream().read() == '+';
    } catch (IOException notYet) {
      return false;
    }
  }
}
