package io.daegi.launcher.cluster;

import static org.awaitility.Awaitility.await;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.FreePorts;
import io.daegi.embedded.ServiceKind;
import io.daegi.http.token.KeyRing;
import io.daegi.launcher.sale.Api;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * A deployment of five processes over one real broker, database and Redis: two engines, two edges,
 * one booking. Each is told what its role needs and no more; their event bus speaks TLS.
 */
final class Cluster implements AutoCloseable {
  static final String ADMIN_KEY = "a-key-for-the-night-of-the-sale";
  static final int PARTITIONS = 2;
  private static final String SECRET = "what-only-these-processes-know";

  private final Path dir;
  private final EmbeddedServices services;
  private final TestGateway gateway;
  private final TestCertificate certificate;
  private final List<Integer> ports = Stream.generate(FreePorts::one).limit(5).toList();
  private final List<Member> engines = new ArrayList<>();
  private final List<Member> edges = new ArrayList<>();
  private final Member booking;

  private Cluster(Path dir) throws Exception {
    this.dir = dir;
    this.services =
        EmbeddedServices.start(dir.resolve("services"), EnumSet.allOf(ServiceKind.class));
    this.certificate = TestCertificate.in(dir, "us");
    this.gateway = new TestGateway(certificate);
    KeyRing.loadOrCreate(dir.resolve("keys.json"));
    engines.add(engine("engine-1", ports.get(0)));
    engines.add(engine("engine-2", ports.get(1)));
    edges.add(edge("edge-1", ports.get(2)));
    edges.add(edge("edge-2", ports.get(3)));
    booking = booking(ports.get(4));
  }

  static Cluster start(Path dir) throws Exception {
    Cluster cluster = new Cluster(dir);
    start(cluster.engines);
    start(cluster.edges);
    cluster.booking.start().awaitReady();
    return cluster;
  }

  /** Two at once, as many as there are cores here. */
  private static void start(List<Member> members) throws Exception {
    for (Member member : members) {
      member.start();
    }
    for (Member member : members) {
      member.awaitReady();
    }
  }

  private Stream<Member> members() {
    return Stream.of(engines.stream(), edges.stream(), Stream.of(booking)).flatMap(one -> one);
  }

  private Map<String, String> common(String role, int port) {
    Map<String, String> settings = new HashMap<>();
    settings.put("DAEGI_ROLES", role);
    settings.put("DAEGI_KAFKA_BOOTSTRAP_SERVERS", services.broker().bootstrapServers());
    settings.put("DAEGI_PARTITIONS", Integer.toString(PARTITIONS));
    settings.put("DAEGI_REPLICATION_FACTOR", "1");
    settings.put("DAEGI_KAFKA_CONNECTIONS_MAX_IDLE_MS", "300000");
    settings.put("DAEGI_EVENT_LOOPS", "1");
    settings.put("DAEGI_MANAGEMENT_PORT", Integer.toString(FreePorts.one()));
    settings.put("DAEGI_CLUSTER_HOST", "127.0.0.1");
    settings.put("DAEGI_CLUSTER_PORT", Integer.toString(port));
    settings.put("DAEGI_CLUSTER_BUS_PORT", "0");
    settings.put(
        "DAEGI_CLUSTER_MEMBERS",
        String.join(",", ports.stream().map(one -> "127.0.0.1:" + one).toList()));
    settings.put("DAEGI_CLUSTER_SECRET", SECRET);
    settings.put("DAEGI_CLUSTER_CERTIFICATE_FILE", certificate.certificate().toString());
    settings.put("DAEGI_CLUSTER_KEY_FILE", certificate.key().toString());
    settings.put("DAEGI_CLUSTER_CA_FILE", certificate.certificate().toString());
    return settings;
  }

  private Member engine(String name, int port) {
    Map<String, String> settings = common("engine", port);
    settings.put("DAEGI_NODE_NAME", name);
    return new Member(name, dir.resolve(name), settings, List.of());
  }

  private Member edge(String name, int port) {
    Map<String, String> settings = common("edge", port);
    settings.put("DAEGI_HTTP_HOST", "127.0.0.1");
    settings.put("DAEGI_HTTP_PORT", Integer.toString(FreePorts.one()));
    settings.put("DAEGI_REDIS_URL", services.cache().url());
    settings.put("DAEGI_ADMIN_KEY", ADMIN_KEY);
    settings.put("DAEGI_KEYS_FILE", dir.resolve("keys.json").toString());
    settings.put("DAEGI_DRAIN_MS", "2000");
    return new Member(name, dir.resolve(name), settings, List.of());
  }

  private Member booking(int port) {
    Map<String, String> settings = common("booking", port);
    settings.put("DAEGI_POSTGRES_URL", services.database().url());
    settings.put("DAEGI_REDIS_URL", services.cache().url());
    settings.put("DAEGI_PAYMENT_GATEWAY", "http");
    settings.put("DAEGI_PAYMENT_URL", gateway.url());
    settings.put("DAEGI_PAYMENT_SECRET", "what-only-the-gateway-knows");
    List<String> trust =
        List.of(
            "-Djavax.net.ssl.trustStore=" + certificate.store(),
            "-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD);
    return new Member("booking-1", dir.resolve("booking-1"), settings, trust);
  }

  TestGateway gateway() {
    return gateway;
  }

  List<Member> edges() {
    return edges;
  }

  Member booking() {
    return booking;
  }

  String kafka() {
    return services.broker().bootstrapServers();
  }

  Api api(int edge) {
    return new Api(edges.get(edge).url());
  }

  static int partitionOf(String queueId) {
    return Utils.toPositive(Utils.murmur2(queueId.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
  }

  /** The engine that leads the queue's partition; waits until one does. */
  Member ownerOf(String queueId) {
    int partition = partitionOf(queueId);
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              for (Member engine : engines) {
                if (engine.leads(partition)) {
                  return engine;
                }
              }
              return null;
            },
            found -> found != null);
  }

  /**
   * Makes a queue that lets this many in, and a concert behind it if wanted. An answer that got
   * lost makes the patient client ask again for what is there by then.
   */
  void openSale(String queueId, int capacity, boolean withConcert) {
    String[] operator = {"Authorization", "Bearer " + ADMIN_KEY};
    Api api = api(0);
    api.put(
            "/admin/v1/queues/" + queueId,
            new JsonObject().put("title", "A sale").put("capacity", capacity),
            operator)
        .expect(201, 409, 428);
    if (withConcert) {
      JsonObject section =
          new JsonObject().put("name", "A").put("rows", 5).put("seatsPerRow", 10).put("price", 100);
      JsonObject show =
          new JsonObject().put("date", "2027-12-24").put("sections", new JsonArray().add(section));
      JsonObject concert =
          new JsonObject()
              .put("title", "A concert")
              .put("queueId", queueId)
              .put("currency", "KRW")
              .put("shows", new JsonArray().add(show));
      api.put("/admin/v1/concerts/" + queueId, concert, operator).expect(200, 201);
    }
  }

  @Override
  public void close() {
    members().parallel().forEach(Member::close);
    gateway.close();
    services.close();
  }
}
