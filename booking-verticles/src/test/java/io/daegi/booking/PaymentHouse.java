package io.daegi.booking;

import static io.daegi.booking.TestShop.await;

import io.daegi.booking.gateway.HttpGatewayConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A payment gateway as the world has them: it keeps the books right, and its line is bad. */
final class PaymentHouse implements AutoCloseable {

  static final String SECRET = "between-shop-and-house";
  static final String REDIRECT_URL = "https://pay.example.org/go-on";

  /** How it treats a request for money. */
  enum Mood {
    PAYS,
    DECLINES,
    /** Wants the buyer to go on at a page of its own. */
    ASKS_THE_BUYER,
    /** Charges, and the line goes dead before the answer. */
    PAYS_AND_HANGS_UP,
    /** Charges, and never answers. */
    PAYS_AND_IS_SILENT,
    /** The request lies somewhere on its way until {@link #deliverWhatIsUnderWay()}. */
    RECEIVES_LATER,
    IS_BROKEN
  }

  private static final class Account {
    String state;
    long amount;
    int charges;
    int refunds;
  }

  private final Vertx vertx = Vertx.vertx();
  private final Map<UUID, Account> accounts = new ConcurrentHashMap<>();
  private final List<JsonObject> underWay = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Mood mood = Mood.PAYS;
  private HttpServer server;
  private int port;

  static PaymentHouse open() {
    PaymentHouse house = new PaymentHouse();
    house.start();
    return house;
  }

  void start() {
    server = vertx.createHttpServer().requestHandler(this::answer);
    port = await(server.listen(port, "127.0.0.1")).actualPort();
  }

  void stop() {
    await(server.close());
  }

  HttpGatewayConfig config() {
    return new HttpGatewayConfig(
        URI.create("http://127.0.0.1:" + port), SECRET, 500, 3, 20, 5, 400);
  }

  void is(Mood next) {
    mood = next;
  }

  int charges(UUID paymentId) {
    Account account = accounts.get(paymentId);
    return account == null ? 0 : account.charges;
  }

  int refunds(UUID paymentId) {
    Account account = accounts.get(paymentId);
    return account == null ? 0 : account.refunds;
  }

  long charged(UUID paymentId) {
    Account account = accounts.get(paymentId);
    return account == null ? 0 : account.amount;
  }

  String state(UUID paymentId) {
    Account account = accounts.get(paymentId);
    return account == null ? "UNKNOWN" : account.state;
  }

  /** Everything that this house did not like about its callers. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  int requestsUnderWay() {
    return underWay.size();
  }

  /** The buyer pays on the page of the house. */
  synchronized void buyerPays(UUID paymentId) {
    Account account = accounts.get(paymentId);
    if ("PENDING".equals(account.state)) {
      charge(account);
    }
  }

  /** What lay on its way arrives, all of it. */
  void deliverWhatIsUnderWay() {
    List<JsonObject> late = new ArrayList<>(underWay);
    underWay.clear();
    late.forEach(order -> receive(order, Mood.PAYS));
  }

  private void answer(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request, body));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    requests.add(request.method() + " " + request.path());
    check(request, body);
    String[] path = request.path().split("/", -1);
    if (mood == Mood.IS_BROKEN) {
      request.response().setStatusCode(500).end("oh no");
    } else if (request.method().equals(HttpMethod.POST) && path.length == 2) {
      order(request, body.toJsonObject());
    } else if (request.method().equals(HttpMethod.POST)) {
      refund(request, UUID.fromString(path[2]));
    } else {
      tell(request, UUID.fromString(path[2]));
    }
  }

  private void order(HttpServerRequest request, JsonObject order) {
    Mood now = mood;
    if (now == Mood.RECEIVES_LATER) {
      underWay.add(order);
      return;
    }
    UUID paymentId = receive(order, now);
    switch (now) {
      case PAYS_AND_HANGS_UP -> request.connection().close();
      case PAYS_AND_IS_SILENT -> {}
      case PAYS, DECLINES, ASKS_THE_BUYER, RECEIVES_LATER, IS_BROKEN -> tell(request, paymentId);
    }
  }

  /** The first request decides; repeats change nothing. */
  private synchronized UUID receive(JsonObject order, Mood how) {
    UUID paymentId = UUID.fromString(idOf(order));
    if (!accounts.containsKey(paymentId)) {
      Account account = new Account();
      account.amount = order.getLong("amount");
      accounts.put(paymentId, account);
      switch (how) {
        case DECLINES -> account.state = "DECLINED";
        case ASKS_THE_BUYER -> account.state = "PENDING";
        case PAYS, PAYS_AND_HANGS_UP, PAYS_AND_IS_SILENT, RECEIVES_LATER, IS_BROKEN ->
            charge(account);
      }
    }
    return paymentId;
  }

  /** Of a payment, or of a top-up. */
  private static String idOf(JsonObject order) {
    return order.getString("paymentId", order.getString("topUpId"));
  }

  private static void charge(Account account) {
    account.state = "SUCCEEDED";
    account.charges++;
  }

  private synchronized void refund(HttpServerRequest request, UUID paymentId) {
    Account account = accounts.get(paymentId);
    if (account != null && account.state.equals("SUCCEEDED")) {
      account.state = "REFUNDED";
      account.refunds++;
    } else if (account != null && account.state.equals("PENDING")) {
      account.state = "DECLINED";
    }
    tell(request, paymentId);
  }

  private void tell(HttpServerRequest request, UUID paymentId) {
    String state = state(paymentId);
    JsonObject answer = new JsonObject().put("state", state);
    int status =
        switch (state) {
          case "UNKNOWN" -> 404;
          case "DECLINED" -> {
            answer.put("reason", "The card has expired.");
            yield 402;
          }
          case "PENDING" -> {
            answer.put("redirectUrl", REDIRECT_URL);
            yield 202;
          }
          default -> 200;
        };
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(answer.encode());
  }

  private void check(HttpServerRequest request, Buffer body) {
    String header = request.getHeader("Daegi-Signature");
    String seconds = header == null ? "" : header.replaceFirst("t=(\\d+),v1=.*", "$1");
    String words = request.method() + " " + request.path() + "\n" + body;
    if (!signature(seconds, words).equals(header)) {
      complaints.add("not signed: " + words);
    }
    String key = request.getHeader("Idempotency-Key");
    boolean isItsOwn =
        key != null
            && (request.path().contains(key)
                || key.equals(body.length() > 0 ? idOf(body.toJsonObject()) : ""));
    if (!isItsOwn) {
      complaints.add("another idempotency key: " + words);
    }
  }

  /** Made here once more, as somebody else would who read how it is described. */
  static String signature(String seconds, String words) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] sum = mac.doFinal((seconds + "." + words).getBytes(StandardCharsets.UTF_8));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
    if (!complaints.isEmpty()) {
      throw new AssertionError(complaints.toString());
    }
  }
}
