package io.daegi.http.theme;

import io.daegi.http.words.Languages;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an operator's folder: {@code theme.css}, {@code logo.svg}, {@code logo-dark.svg} and {@code
 * words-en.json}, {@code words-ko.json}, {@code words-ja.json}, each if it is there. Any other file
 * is a fault: it is most likely a misspelt one.
 */
public final class ThemeReader {

  private static final String CSS = "theme.css";
  private static final int FILE_BYTES_MAX = 64 * 1024;

  private final List<String> faults = new ArrayList<>();
  private final Map<String, Buffer> logos = new HashMap<>();
  private final Map<String, Map<String, String>> tagToTexts = new HashMap<>();
  private String css = "";

  private ThemeReader() {}

  /**
   * @throws ThemeFaults with everything that is wrong
   */
  public static Theme read(Path folder) throws ThemeFaults {
    var reader = new ThemeReader();
    reader.readAll(folder);
    if (!reader.faults.isEmpty()) {
      throw new ThemeFaults(reader.faults);
    }
    return new Theme(reader.css, reader.logos, Languages.OF_PROGRAM.with(reader.tagToTexts));
  }

  private void readAll(Path folder) {
    try (var files = Files.list(folder)) {
      for (var file : files.sorted().toList()) {
        read(file.getFileName().toString(), file);
      }
    } catch (NotDirectoryException e) {
      faults.add(folder + " is not a folder");
    } catch (IOException e) {
      faults.add(folder + " cannot be read: " + e);
    }
  }

  private void read(String name, Path file) throws IOException {
    if (Files.size(file) > FILE_BYTES_MAX) {
      faults.add(name + " must have at most " + FILE_BYTES_MAX / 1024 + " KB");
      return;
    }
    switch (name) {
      case CSS -> css = new ThemeColours(text(file), fault -> say(name, fault)).css();
      case Theme.LOGO, Theme.LOGO_DARK -> {
        var bytes = Files.readAllBytes(file);
        SvgCheck.faults(bytes).forEach(fault -> say(name, fault));
        logos.put(name, Buffer.buffer(bytes));
      }
      default -> readWords(name, file);
    }
  }

  private void readWords(String name, Path file) throws IOException {
    var tag = Languages.TAGS.stream().filter(each -> name.equals("words-" + each + ".json"));
    var known = tag.findFirst();
    if (known.isEmpty()) {
      say(name, "is no file of a theme: theme.css, logo.svg, logo-dark.svg or words-en.json");
      return;
    }
    try {
      var texts = new JsonObject(text(file)).getMap();
      Languages.faults(known.get(), texts).forEach(fault -> say(name, fault));
      var said = new HashMap<String, String>();
      texts.forEach((key, text) -> said.put(key, String.valueOf(text)));
      tagToTexts.put(known.get(), said);
    } catch (DecodeException e) {
      say(name, "is not a JSON object: " + e.getMessage());
    }
  }

  private void say(String name, String fault) {
    faults.add(name + ": " + fault);
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
