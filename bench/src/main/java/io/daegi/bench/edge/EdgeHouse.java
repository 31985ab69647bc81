package io.daegi.bench.edge;

import io.daegi.bench.edge.load.AnswerCheck;
import io.daegi.bench.edge.load.HttpLoad;
import io.daegi.bench.edge.load.Requests;
import io.daegi.bench.edge.server.ServerKind;
import io.daegi.http.token.KeyRing;
import io.daegi.http.token.TokenCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the servers of one group share: signing keys, answers to give again, a folder for both. */
public final class EdgeHouse implements AutoCloseable {

  /** Of every server. */
  static final int EVENT_LOOPS = 1;

  /** People are called all the time, as in a sale: positions change with every tick. */
  static final int CALLS_PER_SECOND = 100;

  public static final AnswerCheck NO_CHECK = (request, answer) -> {};

  /** The head of a request after its path, as far as all have it. */
  public static final String HEADERS =
      " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: daegi-bench\r\nAccept: */*\r\n";

  private final Path folder;
  private final KeyRing keys;
  private final TokenCodec tokens;

  public EdgeHouse() throws IOException {
    folder = Files.createTempDirectory("daegi-bench-edge-");
    keys = KeyRing.loadOrCreate(keysFile());
    tokens = new TokenCodec(keys, InstantSource.system());
  }

  private Path keysFile() {
    return folder.resolve("keys.json");
  }

  /**
   * The real edge.
   *
   * @param waiting how many have joined before it listens
   * @param more further settings
   */
  ServerProcess edge(int waiting, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of(more));
    words.add("waiting=" + waiting);
    if (words.stream().noneMatch(word -> word.startsWith("admitPerSecond="))) {
      words.add("admitPerSecond=" + CALLS_PER_SECOND);
    }
    return start(ServerKind.EDGE, words);
  }

  /** A server that knows these answers. */
  public ServerProcess start(ServerKind kind, List<String> settings) throws IOException {
    List<String> words = new ArrayList<>(settings);
    words.add("keys=" + keysFile());
    if (words.stream().noneMatch(word -> word.startsWith("loops="))) {
      words.add("loops=" + EVENT_LOOPS);
    }
    return ServerProcess.start(kind, words);
  }

  /** Keeps an answer as a file. */
  public Path keep(String name, String answer) throws IOException {
    return Files.writeString(folder.resolve(name), answer, StandardCharsets.ISO_8859_1);
  }

  /** The server's answer to this request, which must be of use. */
  public static String ask(ServerProcess server, String request) throws IOException {
    try (var load = new HttpLoad(server.port(), 1, new Requests(List.of(request)), NO_CHECK)) {
      String answer = load.ask();
      if (!answer.startsWith("HTTP/1.1 20")) {
        throw new IOException(answer);
      }
      return answer;
    }
  }

  String poll(long number) {
    return "GET " + Sale.POLL_PATH + HEADERS + bearer(number) + "\r\n";
  }

  public String bearer(long number) {
    return "Authorization: Bearer " + tokens.encode(Sale.token(number)) + "\r\n";
  }

  static String join() {
    return "POST " + Sale.JOIN_PATH + HEADERS + "Content-Length: 0\r\n\r\n";
  }

  /** Polls of people from all over the line but its head, which is called while we measure. */
  List<String> polls(int waiting, int people) {
    return IntStream.range(0, people).mapToObj(i -> poll(numberOf(i, waiting, people))).toList();
  }

  /** The number of the person who sends the poll of this index. */
  static long numberOf(int index, int waiting, int people) {
    long head = waiting / 4;
    return head + 1 + (long) index * (waiting - head - 1) / people;
  }

  @Override
  public void close() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
