package io.daegi.http.page;

import io.daegi.http.edge.Content;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a page's document names, served below a folder whose name is a digest of all of it. A
 * browser may so keep them for ever, and never mixes the files of two releases or themes.
 *
 * @param version the digest
 */
public record PageFolder(String version, Map<String, Content> nameToFile) {

  /**
   * @param document the page itself, as it is before it names the version
   */
  static PageFolder of(String document, Map<String, byte[]> nameToBytes) {
    var digest = sha256();
    digest.update(document.getBytes(StandardCharsets.UTF_8));
    var files = new LinkedHashMap<String, Content>();
    nameToBytes.forEach(
        (name, bytes) -> {
          digest.update(bytes);
          files.put(name, Content.kept(PageTypes.of(name), Buffer.buffer(bytes)));
        });
    return new PageFolder(HexFormat.of().formatHex(digest.digest(), 0, 8), Map.copyOf(files));
  }

  /** A file of the class path. */
  static byte[] bytes(String path) {
    try (var file = PageFolder.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException("the page has no file " + path);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
