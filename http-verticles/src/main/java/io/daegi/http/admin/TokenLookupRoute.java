package io.daegi.http.admin;

import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Purchase;
import io.daegi.booking.api.Reply;
import io.daegi.engine.board.QueueView;
import io.daegi.engine.command.Answer;
import io.daegi.http.booking.RefusalProblems;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.queue.StatusReader;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * {@code GET /admin/v1/queues/{queueId}/tokens/{token}}: one visitor, by number, token id or
 * reservation id, from the board, from the queue's owner and from booking. What one of them does
 * not know or say is null.
 */
final class TokenLookupRoute {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern RESERVATION =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Edge edge;
  private final StatusReader statuses;
  private final BookingClient booking;

  TokenLookupRoute(Edge edge, StatusReader statuses, BookingClient booking) {
    this.edge = edge;
    this.statuses = statuses;
    this.booking = booking;
  }

  void mount(Router router) {
    router.get("/admin/v1/queues/:queueId/tokens/:token").handler(Replies.async(this::get));
  }

  private Future<?> get(RoutingContext context) {
    var queue = statuses.queue(context.pathParam("queueId"));
    return number(context, queue)
        .compose(number -> look(queue, number))
        .map(
            found -> {
              Replies.privately(context, 200, found.json(edge.clock().millis()));
              return null;
            });
  }

  /** The number of the token that the path names. */
  private Future<Long> number(RoutingContext context, QueueView queue) {
    var name = context.pathParam("token");
    if (RESERVATION.matcher(name).matches()) {
      return booking
          .purchase(UUID.fromString(name))
          .map(reply -> numberOf(RefusalProblems.done(context, reply).value(), queue));
    }
    long number =
        NUMBER.matcher(name).matches()
            ? Long.parseLong(name)
            : edge.tokenIds().numberOf(name, queue.queueId(), queue.generation());
    if (number < 1 || number > queue.lastNumber()) {
      throw unknown();
    }
    return Future.succeededFuture(number);
  }

  private static long numberOf(Purchase purchase, QueueView queue) {
    if (!purchase.reservation().queueId().equals(queue.queueId())
        || purchase.generation() != queue.generation()) {
      throw unknown();
    }
    return purchase.number();
  }

  private static RuntimeException unknown() {
    return Problem.of(ProblemCode.SESSION_UNKNOWN).toException();
  }

  private Future<FoundToken> look(QueueView queue, long number) {
    var queueId = queue.queueId();
    var tokenId = edge.tokenIds().encode(queueId, queue.generation(), number);
    var owner = askOwner(queueId, number);
    var purchases = booking.purchases(queueId, tokenId).map(TokenLookupRoute::known);
    return Future.all(owner, purchases)
        .map(
            both ->
                new FoundToken(
                    edge.board().queue(queueId),
                    tokenId,
                    number,
                    edge.board().token(queueId, number),
                    owner.result().sinceJoinMs(),
                    purchases.result(),
                    edge.board().ageMs(queue.partition())));
  }

  /**
   * More time by nothing changes nothing, and is answered for anybody's token with how it stands;
   * the owner alone knows when somebody joined, and forgets it with the token's end.
   */
  private Future<Answer> askOwner(String queueId, long number) {
    return edge.engine().extend(queueId, number, 0);
  }

  /** Null while booking does not answer: that is told, not taken for no purchase. */
  private static List<Purchase> known(Reply<List<Purchase>> reply) {
    return reply instanceof Reply.Done<List<Purchase>> done ? done.value() : null;
  }
}
