package io.daegi.http.token;

import static io.daegi.http.fixture.EdgeServer.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import io.daegi.engine.model.QueueSettings;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.ErrorLog;
import io.daegi.http.fixture.EventReader;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Reply;
import io.daegi.http.fixture.Socket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Two edges with one key file, which changes in the middle of a sale. */
@Isolated
class KeyRotationTest {

  private static final String TOKENS = "/v1/queues/demo/tokens";
  private static final String ME = TOKENS + "/me";

  /** What verifiers need to hear of a new key; here, the time in which both edges look. */
  private static final long PUBLISHED_MS = 1_500;

  @TempDir Path folder;
  private final InMemoryRoom room = new InMemoryRoom();
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  private final Map<String, String> tokenToPass = new ConcurrentHashMap<>();
  private final List<Thread> visitors = new ArrayList<>();
  private final AtomicInteger answers = new AtomicInteger();
  private Path file;
  private KeyRing firstRing;
  private KeyRing secondRing;
  private EdgeServer first;
  private EdgeServer second;
  private volatile boolean isOver;

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("keys.json");
    NewKeyFile.write(file);
    firstRing = KeyRing.load(file, PUBLISHED_MS);
    secondRing = KeyRing.load(file, PUBLISHED_MS);
    room.open("demo", QueueSettings.defaults("demo"));
    first = EdgeServer.sharing(room, firstRing);
    second = EdgeServer.sharing(room, secondRing);
  }

  @AfterEach
  void stop() throws InterruptedException {
    isOver = true;
    for (var visitor : visitors) {
      visitor.join();
    }
    first.close();
    second.close();
  }

  /** As an operator would: a new file in the place of the old one, with a key more of each kind. */
  private void addKeys() throws IOException, ParseException {
    var keys = new ArrayList<>(JWKSet.parse(Files.readString(file)).getKeys());
    keys.addAll(NewKeyFile.newSet().getKeys());
    var next = folder.resolve("next.json");
    Files.writeString(next, new JWKSet(keys).toString(false));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Reply expectGood(Reply reply) {
    answers.incrementAndGet();
    if (reply.status() >= 300) {
      refusals.add(reply.status() + " " + reply.body());
    }
    return reply;
  }

  /**
   * Somebody inside who joins at one edge, polls at the other, and shows token and pass at both.
   */
  private void visit() {
    while (!isOver) {
      var joined = expectGood(first.post(TOKENS, "{}")).json();
      var token = joined.getString("token");
      room.callUpTo("demo", joined.getLong("number"));
      expectGood(second.post(ME + "/enter", null, bearer(token)));
      for (int i = 0; i < 5 && !isOver; i++) {
        var status = expectGood((i % 2 == 0 ? first : second).get(ME, bearer(token))).json();
        var pass = status.getString("pass");
        if (pass != null) {
          tokenToPass.put(token, pass);
        }
      }
      tokenToPass.values().forEach(this::showPass);
      tokenToPass.keySet().forEach(old -> expectGood(second.get(ME, bearer(old))));
      tokenToPass.keySet().stream().skip(20).toList().forEach(tokenToPass::remove);
    }
  }

  private void showPass(String pass) {
    expectGood(first.get("/v1/verify/demo", "Daegi-Pass", pass));
    expectGood(second.get("/v1/verify/demo", "Daegi-Pass", pass));
  }

  private Set<String> keysOfPasses() {
    var keyIds = new TreeSet<String>();
    for (var pass : tokenToPass.values()) {
      try {
        keyIds.add(JWSObject.parse(pass).getHeader().getKeyID());
      } catch (ParseException e) {
        throw new IllegalStateException(e);
      }
    }
    return keyIds;
  }

  @Test
  void costsNobodyAnything() throws Exception {
    var watcher = first.join("demo");
    try (var log = ErrorLog.ofErrors();
        var socket = Socket.open(second, ME + "/socket", bearer(watcher));
        var events = EventReader.open(first, ME + "/events", bearer(watcher))) {
      socket.next();
      events.event();
      visitors.add(Thread.ofVirtual().start(this::visit));
      visitors.add(Thread.ofVirtual().start(this::visit));
      Awaitility.await().until(() -> tokenToPass.size() > 3);
      var oldKeys = keysOfPasses();
      assertThat(oldKeys).hasSize(1);

      addKeys();
      firstRing.reloadIfChanged();
      assertThat(published(first)).hasSize(2);
      int meanwhile = answers.get();
      Awaitility.await().until(() -> answers.get() > meanwhile + 20);
      assertThat(keysOfPasses()).isEqualTo(oldKeys);
      secondRing.reloadIfChanged();
      assertThat(published(second)).isEqualTo(published(first));

      Awaitility.await().until(() -> keysOfPasses().size() == 2);
      int after = answers.get();
      Awaitility.await().until(() -> answers.get() > after + 50);
      room.setMessage("demo", "New keys");
      expectMessage("New keys", socket::next);
      expectMessage("New keys", () -> EventReader.data(events.event()));
      isOver = true;
      for (var visitor : visitors) {
        visitor.join();
      }
      assertThat(refusals).isEmpty();
      log.assertNoError();
    }
  }

  /** Statuses of earlier changes may come first. */
  private static void expectMessage(String message, Supplier<JsonObject> statuses) {
    Awaitility.await().until(() -> message.equals(statuses.get().getString("message")));
  }

  @Test
  void letsShopsVerifyWithTheKeysThatTheyFetchedBefore() throws Exception {
    addKeys();
    firstRing.reloadIfChanged();
    var fetched = JWKSet.parse(first.get("/.well-known/jwks.json").body());
    var signer = new PassSigner(firstRing, InstantSource.system(), "https://a.example.com", 60_000);
    var keyIds = new TreeSet<String>();
    Awaitility.await()
        .until(
            () -> {
              var pass = signPass(signer);
              var keyId = pass.getHeader().getKeyID();
              keyIds.add(keyId);
              return pass.verify(new ECDSAVerifier(fetched.getKeyByKeyId(keyId).toECKey()))
                  && keyIds.size() == 2;
            });
  }

  private static JWSObject signPass(PassSigner signer) throws ParseException {
    return JWSObject.parse(
        signer.sign("demo", 1, "token", "demo", System.currentTimeMillis() + 60_000));
  }

  @Test
  void doesNotTakeAnUndatedKeyForTheOldestOne() throws Exception {
    var keys = new ArrayList<>(JWKSet.parse(Files.readString(file)).getKeys());
    var undated = new JsonObject(NewKeyFile.newSet().toString(false));
    for (var key : undated.getJsonArray("keys")) {
      ((JsonObject) key).remove("iat");
    }
    keys.addAll(JWKSet.parse(undated.encode()).getKeys());
    Files.writeString(file, new JWKSet(keys).toString(false));
    try (var log = ErrorLog.ofErrors()) {
      firstRing.reloadIfChanged();
      assertThat(log.written()).contains("each needs an iat or nbf");
    }
    assertThat(published(first)).hasSize(1);
    expectGood(first.get(ME, bearer(first.join("demo"))));
    assertThat(refusals).isEmpty();
  }

  @Test
  void readsAFileAgainThatWasHalfWritten() throws Exception {
    addKeys();
    var whole = Files.readString(file);
    var modified = Files.getLastModifiedTime(file);
    Files.writeString(file, whole.substring(0, whole.length() / 2));
    Files.setLastModifiedTime(file, modified);
    try (var log = ErrorLog.ofErrors()) {
      firstRing.reloadIfChanged();
      firstRing.reloadIfChanged();
      assertThat(log.written()).containsOnlyOnce("the changed key file is not usable");
    }
    Files.writeString(file, whole);
    Files.setLastModifiedTime(file, modified);
    firstRing.reloadIfChanged();
    assertThat(published(first)).hasSize(2);
  }

  private static Set<String> published(EdgeServer edge) {
    var keyIds = new TreeSet<String>();
    for (var key : edge.get("/.well-known/jwks.json").json().getJsonArray("keys")) {
      keyIds.add(((JsonObject) key).getString("kid"));
    }
    return keyIds;
  }
}
