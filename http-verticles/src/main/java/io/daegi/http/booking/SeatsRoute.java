package io.daegi.http.booking;

import io.daegi.booking.api.SeatMap;
import io.daegi.booking.api.ShowRef;
import io.daegi.http.booking.SeatDrawings.Drawing;
import io.daegi.http.booking.SeatDrawings.Form;
import io.daegi.http.edge.Content;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /v1/concerts/{concertId}/available-seats}: every seat of a show, written out or, for
 * who accepts it, in the compact form.
 */
final class SeatsRoute {

  private final BookingParts parts;
  private final SeatMapMemory maps;
  private final SeatDrawings drawings;

  SeatsRoute(BookingParts parts, Edge edge) {
    this.parts = parts;
    this.maps = new SeatMapMemory(parts.booking(), parts.writes(), System::nanoTime);
    this.drawings = new SeatDrawings(edge.context());
  }

  void mount(Router router) {
    router
        .get("/v1/concerts/:concertId/available-seats")
        .handler(Replies.async(this::availableSeats));
  }

  private Future<?> availableSeats(RoutingContext context) {
    parts.credentials().visitor(context);
    var show = show(context);
    return parts
        .concerts()
        .queueOf(show.concertId())
        .compose(
            queue -> parts.callers().behind(context, RefusalProblems.done(context, queue).value()))
        .compose(caller -> maps.find(caller, show))
        .compose(reply -> write(context, show, RefusalProblems.done(context, reply).value()));
  }

  private static ShowRef show(RoutingContext context) {
    var concertId = context.pathParam("concertId");
    var showId = Inputs.query(context, "showId");
    var dateText = Inputs.query(context, "date");
    if (dateText == null) {
      if (showId == null) {
        throw Problem.field("#query/date", "missing", "is required, or else showId").toException();
      }
      return new ShowRef(concertId, null, showId);
    }
    var date = Inputs.date(dateText);
    if (date == null) {
      throw Problem.field("#query/date", "malformed", Inputs.DATE_FORM).toException();
    }
    return new ShowRef(concertId, date, showId);
  }

  private Future<Void> write(RoutingContext context, ShowRef show, SeatMap map) {
    var form = Form.chosenBy(context.request().getHeader("Accept"));
    var etag = '"' + map.version() + form.etagSuffix() + '"';
    context.response().putHeader("Vary", "Accept, Accept-Encoding");
    if (Replies.matches(context.request().getHeader("If-None-Match"), etag)) {
      Replies.privately(context, etag, form.mediaType(), () -> null);
      return Future.succeededFuture();
    }
    return drawings
        .draw(show.concertId(), map, form)
        .map(
            drawing -> {
              Replies.privately(context, etag, form.mediaType(), () -> bytesFor(context, drawing));
              return null;
            });
  }

  private static Buffer bytesFor(RoutingContext context, Drawing drawing) {
    if (!Content.takesZipped(context)) {
      return drawing.plain();
    }
    context.response().putHeader("Content-Encoding", "gzip");
    return drawing.zipped();
  }
}
