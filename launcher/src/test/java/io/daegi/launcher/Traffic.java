package io.daegi.launcher;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a browser asked for and what it was answered, by its own network log.
 *
 * @param events messages of the DevTools protocol
 */
record Traffic(List<JsonObject> events) {

  /** Whom it asked: by pages, scripts, pictures, streams and sockets alike. */
  Set<String> origins() {
    Stream<String> requests =
        of("Network.requestWillBeSent").map(each -> each.getJsonObject("request").getString("url"));
    Stream<String> sockets =
        of("Network.webSocketCreated")
            .map(each -> each.getString("url").replaceFirst("^ws", "http"));
    return Stream.concat(requests, sockets)
        .filter(url -> url.startsWith("http"))
        .map(URI::create)
        .map(url -> url.getScheme() + "://" + url.getAuthority())
        .collect(Collectors.toSet());
  }

  /** The Content-Security-Policy of each page that this origin gave; empty where there is none. */
  List<String> policiesOf(String origin) {
    return of("Network.responseReceived")
        .filter(each -> each.getString("type").equals("Document"))
        .map(each -> each.getJsonObject("response"))
        .filter(response -> response.getString("url").startsWith(origin + "/"))
        .map(response -> policy(response.getJsonObject("headers")))
        .toList();
  }

  private static String policy(JsonObject headers) {
    return headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase("Content-Security-Policy"))
        .map(header -> header.getValue().toString())
        .collect(Collectors.joining("; "));
  }

  private Stream<JsonObject> of(String method) {
    return events.stream()
        .filter(event -> event.getString("method").equals(method))
        .map(event -> event.getJsonObject("params"));
  }
}
