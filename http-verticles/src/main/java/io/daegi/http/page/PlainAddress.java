package io.daegi.http.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Addresses of the room without scripts: what a visitor chose once goes along in each.
 *
 * @param returnTo where to lead on to, an allowed address; null: nowhere
 * @param language the tag that was chosen; null: what the browser says
 * @param isStill whether the page does not load itself again
 */
record PlainAddress(String queueId, String returnTo, String language, boolean isStill) {

  /** The page itself. */
  String room() {
    return at("plain");
  }

  /** One of its forms, or the page. */
  String at(String name, String... namesAndValues) {
    var text =
        new StringBuilder("/queues/")
            .append(URLEncoder.encode(queueId, StandardCharsets.UTF_8))
            .append('/')
            .append(name);
    var query = new StringBuilder();
    add(query, "return", returnTo);
    add(query, "lang", language);
    add(query, "still", isStill ? "1" : null);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      add(query, namesAndValues[i], namesAndValues[i + 1]);
    }
    return text.append(query).toString();
  }

  PlainAddress in(String otherLanguage) {
    return new PlainAddress(queueId, returnTo, otherLanguage, isStill);
  }

  PlainAddress still(boolean isNowStill) {
    return new PlainAddress(queueId, returnTo, language, isNowStill);
  }

  private static void add(StringBuilder query, String name, String value) {
    if (value != null) {
      query
          .append(query.isEmpty() ? '?' : '&')
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
