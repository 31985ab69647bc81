package io.daegi.http.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daegi.http.fixture.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {

  @TempDir private static Path folder;

  @BeforeAll
  static void make() {
    Certificates.make(folder, "one");
    Certificates.make(folder, "other");
  }

  private static TlsFiles files(String certificate, String key) {
    return new TlsFiles(folder.resolve(certificate), folder.resolve(key));
  }

  @Test
  void readsACertificateAndItsKey() throws IOException {
    assertThat(files("one.crt", "one.key").read().certificate().toString())
        .contains("BEGIN CERTIFICATE");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(() -> files("none.crt", "one.key").read())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("the certificate file", "none.crt", "cannot be read");
    assertThatThrownBy(() -> files("one.crt", "none.key").read())
        .hasMessageContainingAll("the key file", "none.key", "cannot be read");
  }

  @Test
  void refusesWhatIsNoCertificateOrKey() throws IOException {
    Files.writeString(folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n");
    assertThatThrownBy(() -> files("broken.pem", "one.key").read())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("broken.pem", "cannot be read as PEM");
    assertThatThrownBy(() -> files("one.crt", "broken.pem").read())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("broken.pem", "cannot be read as PEM");
    Files.writeString(folder.resolve("empty.pem"), "");
    assertThatThrownBy(() -> files("empty.pem", "one.key").read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("empty.pem");
  }

  @Test
  void refusesTheKeyOfAnotherCertificate() {
    assertThatThrownBy(() -> files("one.crt", "other.key").read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("do not belong together");
  }
}
