package io.daegi.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.fixture.InMemoryBooking;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.token.KeyRing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentedRoutesTest {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  /** Looks at every request itself, so that no path is mounted for it. */
  private static final String VERIFY = "GET /v1/verify/{queueId}";

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void mountsExactlyWhatIsDocumented() throws IOException {
    var mounted = mounted();
    assertThat(mounted.add(VERIFY)).as("verify is not mounted as a path").isTrue();
    assertThat(mounted).isEqualTo(documented());
  }

  /** What takes every method, or every path below, is a filter and no operation. */
  private Set<String> mounted() throws IOException {
    var room = new InMemoryRoom();
    var config = HttpConfig.defaults("127.0.0.1", 0, "http://tickets.example.com", "key");
    var keys = KeyRing.loadOrCreate(folder.resolve("keys.json"));
    var clock = InstantSource.system();
    var services =
        HttpServices.of(
            config,
            clock,
            room,
            () -> room,
            new InMemoryBooking(),
            keys,
            new SimpleMeterRegistry());
    var edge = Edge.on(vertx.getOrCreateContext(), config, clock, room, room, keys);
    var mounted = new TreeSet<String>();
    for (var route : new PublicRouter(services, edge).create().getRoutes()) {
      if (route.getPath() == null || route.methods() == null || !route.isExactPath()) {
        continue;
      }
      var path = route.getPath().replaceAll(":([A-Za-z0-9_]+)", "{$1}");
      route.methods().forEach(method -> mounted.add(method.name() + " " + path));
    }
    return mounted;
  }

  private static Set<String> documented() throws IOException {
    var documented = new TreeSet<String>();
    try (var file = PublicRouter.class.getResourceAsStream("/openapi.yaml")) {
      for (var path : new YAMLMapper().readTree(file).path("paths").properties()) {
        for (var method : path.getValue().properties()) {
          if (METHODS.contains(method.getKey())) {
            documented.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
          }
        }
      }
    }
    return documented;
  }
}
