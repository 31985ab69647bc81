package io.daegi.booking.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a gateway over HTTP. Each question carries the id of what it is about as its idempotency
 * key, so that asking again after a lost answer is safe: a few times, after a short random delay
 * each. Every future fails with a {@link GatewayAwayException} when what the gateway did is
 * unknown. Usable from any context.
 */
public final class GatewayClient {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayClient.class);

  private static final int CONNECTIONS_MAX = 64;
  private static final int WAITING_MAX = 1_024;

  private final Vertx vertx;
  private final HttpGatewayConfig config;
  private final String collection;
  private final GatewaySignature signature;
  private final CircuitBreaker breaker;
  private final HttpClient client;
  private volatile boolean closed;

  /**
   * @param collection the path below which the gateway keeps what it is asked about
   */
  public GatewayClient(Vertx vertx, HttpGatewayConfig config, String collection) {
    this.vertx = vertx;
    this.collection = collection;
    this.config = config;
    this.signature = new GatewaySignature(config.secret());
    this.breaker =
        new CircuitBreaker(config.breakerFailures(), config.breakerOpenMs(), System::nanoTime);
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(config.attemptMs()))
                .setMaxRedirects(0),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(WAITING_MAX));
  }

  private record Question(HttpMethod method, String path, UUID id, String body, boolean isOrder) {}

  /** Asks for money that the gateway need not know of yet. */
  public Future<GatewayAnswer> order(UUID id, JsonObject body) {
    return ask(new Question(HttpMethod.POST, collection, id, body.encode(), true), 1);
  }

  /** Asks to give back what was collected, and to end what has not been yet. */
  public Future<GatewayAnswer> refund(UUID id) {
    return ask(
        new Question(HttpMethod.POST, collection + "/" + id + "/refund", id, "{}", false), 1);
  }

  /** Asks what the gateway knows. */
  public Future<GatewayAnswer> find(UUID id) {
    return ask(new Question(HttpMethod.GET, collection + "/" + id, id, "", false), 1);
  }

  private Future<GatewayAnswer> ask(Question question, int attempt) {
    if (closed) {
      return Future.failedFuture(new GatewayAwayException("the gateway is asked no more", false));
    }
    if (!breaker.admits()) {
      return Future.failedFuture(
          new GatewayAwayException("the gateway is left alone for a while", false));
    }
    return askOnce(question)
        .onSuccess(answer -> wasThere())
        .recover(
            cause -> {
              wasAway(cause);
              boolean again =
                  attempt < config.attempts()
                      && (!(cause instanceof GatewayAwayException away) || away.isWorthARepeat());
              return again
                  ? vertx
                      .timer(backOffMs(attempt), TimeUnit.MILLISECONDS)
                      .compose(waited -> ask(question, attempt + 1))
                  : Future.failedFuture(away(cause));
            });
  }

  /** Full jitter: those who failed together do not come back together. */
  private long backOffMs(int attempt) {
    return 1 + ThreadLocalRandom.current().nextLong(config.backOffMs() << (attempt - 1));
  }

  private void wasThere() {
    if (breaker.succeeded()) {
      LOG.info("the gateway answers again");
    }
  }

  private void wasAway(Throwable cause) {
    if (breaker.failed()) {
      LOG.warn("the gateway is left alone for a while: {}", cause.toString());
    }
  }

  private static GatewayAwayException away(Throwable cause) {
    return cause instanceof GatewayAwayException known
        ? known
        : new GatewayAwayException("the gateway does not answer: " + cause, true);
  }

  private Future<GatewayAnswer> askOnce(Question question) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(question.method())
            .setAbsoluteURI(config.url() + question.path())
            .setConnectTimeout(config.attemptMs())
            .setIdleTimeout(config.attemptMs())
            .putHeader("Accept", "application/json")
            .putHeader("Content-Type", "application/json")
            .putHeader("Idempotency-Key", question.id().toString())
            .putHeader(GatewaySignature.HEADER, sign(question));
    return client
        .request(options)
        .compose(request -> send(request, question))
        .timeout(config.attemptMs(), TimeUnit.MILLISECONDS);
  }

  private String sign(Question question) {
    return signature.sign(
        Instant.now().getEpochSecond(),
        question.method().name() + " " + question.path() + "\n" + question.body());
  }

  private Future<GatewayAnswer> send(HttpClientRequest request, Question question) {
    return request
        .send(Buffer.buffer(question.body()))
        .compose(response -> response.body().compose(body -> read(response, body, question)))
        .timeout(config.attemptMs(), TimeUnit.MILLISECONDS)
        .onFailure(cause -> request.reset());
  }

  private static Future<GatewayAnswer> read(
      HttpClientResponse response, Buffer body, Question question) {
    int status = response.statusCode();
    try {
      return switch (status) {
        case 200, 201, 202, 402 -> Future.succeededFuture(GatewayAnswer.parse(body));
        case 404 ->
            question.isOrder()
                ? unexpected(status, false)
                : Future.succeededFuture(GatewayAnswer.NEVER_HEARD);
        case 408, 409, 425, 429 -> unexpected(status, true);
        default -> unexpected(status, status >= 500);
      };
    } catch (GatewayAwayException e) {
      return Future.failedFuture(e);
    }
  }

  private static Future<GatewayAnswer> unexpected(int status, boolean worthARepeat) {
    return Future.failedFuture(
        new GatewayAwayException("the gateway answered " + status, worthARepeat));
  }

  public Future<Void> close() {
    closed = true;
    return client.close();
  }
}
