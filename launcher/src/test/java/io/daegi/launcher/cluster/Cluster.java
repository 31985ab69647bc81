package io.daegi.launcher.cluster;

import static org.awaitility.Awaitility.await;

import io.daegi.embedded.FreePorts;
import io.daegi.http.token.KeyRing;
import io.daegi.launcher.config.MembershipTls;
import io.daegi.launcher.sale.Api;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * A deployment of several processes over one real broker, database and Redis. Each is told what its
 * role needs and no more; their event bus speaks TLS.
 */
final class Cluster implements AutoCloseable {
  static final String ADMIN_KEY = "a-key-for-the-night-of-the-sale";
  static final int PARTITIONS = 2;
  private static final String EVERYBODY = "members.daegi.test";
  static final String SECRET = "what-only-these-processes-know";

  private final Path dir;
  private final Ground ground;
  private final ClusterShape shape;
  private final TestCertificate certificate;
  private final KeyRing keys;
  private final List<Machine> machines = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private final List<Member> engines = new ArrayList<>();
  private final List<Member> edges = new ArrayList<>();
  private final List<Member> bookings = new ArrayList<>();

  /**
   * @param money settings of booking that say where money comes from, under this certificate
   */
  private Cluster(
      Path dir,
      Ground ground,
      ClusterShape shape,
      TestCertificate certificate,
      Map<String, String> money)
      throws Exception {
    this.dir = dir;
    this.ground = ground;
    this.shape = shape;
    this.certificate = certificate;
    this.keys = KeyRing.loadOrCreate(dir.resolve("keys.json"));
    for (int i = 0; i < shape.engines() + shape.edges() + shape.bookings(); i++) {
      machines.add(ground.machine());
      ports.add(ground.names().isPresent() && i > 0 ? ports.getFirst() : FreePorts.one());
    }
    for (int i = 0; i < shape.engines(); i++) {
      engines.add(engine("engine-" + (i + 1), i));
    }
    for (int i = 0; i < shape.edges(); i++) {
      edges.add(edge("edge-" + (i + 1), shape.engines() + i));
    }
    for (int i = 0; i < shape.bookings(); i++) {
      bookings.add(booking("booking-" + (i + 1), shape.engines() + shape.edges() + i, money));
    }
  }

  private static String nameOf(int number) {
    return "process-" + number + ".daegi.test";
  }

  static Cluster start(
      Path dir,
      Ground ground,
      ClusterShape shape,
      TestCertificate certificate,
      Map<String, String> money)
      throws Exception {
    Cluster cluster = new Cluster(dir, ground, shape, certificate, money);
    cluster.start(cluster.engines);
    cluster.start(cluster.edges);
    cluster.start(cluster.bookings);
    return cluster;
  }

  /** About as many at once as there are cores here. */
  private void start(List<Member> members) throws Exception {
    for (Member member : members) {
      tellNames(member.machine());
      member.start();
    }
    for (Member member : members) {
      member.awaitReady();
    }
  }

  /** One that all share, which leads to nobody who was never started, and one of its own. */
  private void tellNames(Machine machine) throws IOException {
    if (ground.names().isPresent()) {
      ground.names().get().add(EVERYBODY, machine);
      ground.names().get().add(nameOf(machines.indexOf(machine)), machine);
    }
  }

  List<Member> members() {
    return Stream.of(engines, edges, bookings).flatMap(Collection::stream).toList();
  }

  /** Where each process says that it lives. */
  List<String> memberAddresses() {
    return IntStream.range(0, ports.size())
        .mapToObj(i -> machines.get(i).address() + ":" + ports.get(i))
        .toList();
  }

  private Map<String, String> common(String role, int number) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("DAEGI_ROLES", role);
    settings.put("DAEGI_KAFKA_BOOTSTRAP_SERVERS", ground.kafka());
    settings.put("DAEGI_PARTITIONS", Integer.toString(PARTITIONS));
    settings.put("DAEGI_REPLICATION_FACTOR", "1");
    settings.put("DAEGI_KAFKA_CONNECTIONS_MAX_IDLE_MS", "300000");
    settings.put("DAEGI_EVENT_LOOPS", "1");
    settings.put("DAEGI_MANAGEMENT_HOST", machines.get(number).address());
    settings.put("DAEGI_MANAGEMENT_PORT", Integer.toString(FreePorts.one()));
    settings.put("DAEGI_CLUSTER_HOST", machines.get(number).address());
    settings.put("DAEGI_CLUSTER_PORT", Integer.toString(ports.get(number)));
    settings.put("DAEGI_CLUSTER_BUS_PORT", "0");
    settings.putAll(whereOthersAre(role));
    settings.put("DAEGI_CLUSTER_SECRET", SECRET);
    settings.put("DAEGI_CLUSTER_CERTIFICATE_FILE", certificate.certificate().toString());
    settings.put("DAEGI_CLUSTER_KEY_FILE", certificate.key().toString());
    settings.put("DAEGI_CLUSTER_CA_FILE", certificate.certificate().toString());
    if (Builds.membershipTls() != MembershipTls.REQUIRED && !Builds.isOlder(number)) {
      settings.put(
          "DAEGI_CLUSTER_MEMBERSHIP_TLS", Builds.membershipTls().name().toLowerCase(Locale.ROOT));
    }
    return settings;
  }

  /** By one name for all, or by those of the engines, if there are names. */
  private Map<String, String> whereOthersAre(String role) {
    if (ground.names().isEmpty()) {
      return Map.of("DAEGI_CLUSTER_MEMBERS", String.join(",", memberAddresses()));
    }
    String engines =
        IntStream.range(0, shape.engines())
            .mapToObj(i -> nameOf(i) + ":" + ports.get(i))
            .collect(Collectors.joining(","));
    return role.equals("edge")
        ? Map.of("DAEGI_CLUSTER_MEMBERS", engines)
        : Map.of("DAEGI_CLUSTER_DNS", EVERYBODY);
  }

  private Member engine(String name, int number) throws IOException {
    Map<String, String> settings = common("engine", number);
    settings.put("DAEGI_NODE_NAME", name);
    return member(name, number, settings, shape.jvmOptions());
  }

  private Member edge(String name, int number) throws IOException {
    Map<String, String> settings = common("edge", number);
    settings.put("DAEGI_HTTP_HOST", machines.get(number).address());
    settings.put("DAEGI_HTTP_PORT", Integer.toString(FreePorts.one()));
    settings.put("DAEGI_REDIS_URL", ground.redis());
    settings.put("DAEGI_ADMIN_KEY", ADMIN_KEY);
    settings.put("DAEGI_KEYS_FILE", dir.resolve("keys.json").toString());
    settings.put("DAEGI_DRAIN_MS", "2000");
    settings.put("DAEGI_JOIN_BURST", "1000000");
    settings.put("DAEGI_JOINS_PER_SECOND", "1000000");
    return member(name, number, settings, shape.jvmOptions());
  }

  private Member booking(String name, int number, Map<String, String> money) throws IOException {
    Map<String, String> settings = common("booking", number);
    settings.put("DAEGI_POSTGRES_URL", ground.postgres());
    settings.put("DAEGI_REDIS_URL", ground.redis());
    settings.putAll(money);
    List<String> options = new ArrayList<>(shape.jvmOptions());
    options.addAll(certificate.trust());
    return member(name, number, settings, options);
  }

  private Member member(
      String name, int number, Map<String, String> settings, List<String> options) {
    return new Member(
        name,
        machines.get(number),
        Builds.classPathOf(number),
        dir.resolve(name),
        settings,
        options);
  }

  Ground ground() {
    return ground;
  }

  TestCertificate certificate() {
    return certificate;
  }

  /** What signs tokens at every edge. */
  KeyRing keys() {
    return keys;
  }

  List<Member> engines() {
    return engines;
  }

  List<Member> edges() {
    return edges;
  }

  List<Member> bookings() {
    return bookings;
  }

  Api api(int edge) {
    return new Api(edges.get(edge).url());
  }

  static int partitionOf(String queueId) {
    return Utils.toPositive(Utils.murmur2(queueId.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
  }

  /** A name that begins so, for a queue of this partition. */
  static String queueIn(int partition, String beginning) {
    return Stream.iterate(1, n -> n + 1)
        .map(n -> beginning + "-" + n)
        .filter(name -> partitionOf(name) == partition)
        .findFirst()
        .orElseThrow();
  }

  /** The engine that leads the partition; waits until one does. */
  Member ownerOf(int partition) {
    return await()
        .atMost(Duration.ofSeconds(60))
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
   * Makes a queue. An answer that got lost makes the patient client ask again for what is there by
   * then.
   */
  void openQueue(String queueId, JsonObject settings) {
    api(0)
        .put("/admin/v1/queues/" + queueId, settings.copy().put("title", "A sale"), operator())
        .expect(201, 409, 428);
  }

  /** Makes the concert of the same name behind it. */
  void openConcert(String queueId, JsonObject concert) {
    JsonObject whole =
        concert.copy().put("title", "A concert").put("queueId", queueId).put("currency", "KRW");
    api(0).put("/admin/v1/concerts/" + queueId, whole, operator()).expect(200, 201);
  }

  private static String[] operator() {
    return new String[] {"Authorization", "Bearer " + ADMIN_KEY};
  }

  @Override
  public void close() {
    members().parallelStream().forEach(Member::close);
  }
}
