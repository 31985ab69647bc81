package io.daegi.http.theme;

import io.daegi.http.words.Languages;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * What an operator says about the look and the words of the pages. Checked, so that nothing of it
 * can load anything from elsewhere or run.
 *
 * @param css custom properties alone
 * @param logos {@code logo.svg} and {@code logo-dark.svg}, as far as there are any
 */
public record Theme(String css, Map<String, Buffer> logos, Languages languages) {

  public static final String LOGO = "logo.svg";
  public static final String LOGO_DARK = "logo-dark.svg";

  /** The pages as the program brings them. */
  public static final Theme NONE = new Theme("", Map.of(), Languages.OF_PROGRAM);

  public Theme {
    logos = Map.copyOf(logos);
  }
}
