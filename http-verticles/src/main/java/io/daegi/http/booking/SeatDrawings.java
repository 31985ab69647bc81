package io.daegi.http.booking;

import io.daegi.booking.api.SeatMap;
import io.daegi.http.edge.Accepts;
import io.daegi.http.edge.Content;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Seat maps as bytes. A large hall is a megabyte or two of JSON, so each version of a map is
 * written and compressed once, off the event loop, and kept for the crowd that asks for the same.
 * Belongs to one event loop.
 */
final class SeatDrawings {

  private static final int MAX_DRAWINGS = 8;

  private final Context context;
  private final Map<Key, Future<Drawing>> keyToDrawing =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Future<Drawing>> eldest) {
          return size() > MAX_DRAWINGS;
        }
      };

  SeatDrawings(Context context) {
    this.context = context;
  }

  /** The same bytes twice. */
  record Drawing(Buffer plain, Buffer zipped) {}

  private record Key(String concertId, String showId, String version, Form form) {}

  /** How seats are written. */
  enum Form {
    WRITTEN_OUT("application/json", ""),
    COMPACT("application/vnd.daegi.seats+json", "-compact");

    private final String mediaType;
    private final String etagSuffix;

    Form(String mediaType, String etagSuffix) {
      this.mediaType = mediaType;
      this.etagSuffix = etagSuffix;
    }

    /** The compact form for who names it and does not want the other one more. */
    static Form chosenBy(String accept) {
      double compact = Accepts.weight(accept, COMPACT.mediaType);
      return compact > 0 && compact >= Accepts.weight(accept, WRITTEN_OUT.mediaType)
          ? COMPACT
          : WRITTEN_OUT;
    }

    String mediaType() {
      return mediaType;
    }

    String etagSuffix() {
      return etagSuffix;
    }
  }

  Future<Drawing> draw(String concertId, SeatMap map, Form form) {
    var key = new Key(concertId, map.showId(), map.version(), form);
    var known = keyToDrawing.get(key);
    if (known != null && !known.failed()) {
      return known;
    }
    var drawing = context.executeBlocking(() -> drawn(map, form), false);
    keyToDrawing.put(key, drawing);
    return drawing;
  }

  private static Drawing drawn(SeatMap map, Form form) {
    var json =
        switch (form) {
          case WRITTEN_OUT -> BookingJson.of(map);
          case COMPACT -> BookingJson.compactOf(map);
        };
    var plain = json.toBuffer();
    return new Drawing(plain, Content.zipped(plain));
  }
}
