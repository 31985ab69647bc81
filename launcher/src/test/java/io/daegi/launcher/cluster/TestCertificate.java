package io.daegi.launcher.cluster;

import io.daegi.launcher.config.ClusterConfig;
import io.daegi.launcher.config.MembershipTls;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A certificate of this machine that signed itself: as a key store, and as PEM.
 *
 * @param store a PKCS12 key store, which is also good as a trust store
 */
record TestCertificate(Path store, Path certificate, Path key) {
  static final String PASSWORD = "only-for-a-test";
  private static final String ALIAS = "us";

  static TestCertificate in(Path folder, String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    return in(folder, name, "127.0.0.1");
  }

  /**
   * @param address of this machine
   */
  static TestCertificate in(Path folder, String name, String address)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve(name + ".p12");
    keytool(store, address);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Path certificate = folder.resolve(name + ".crt");
    Path key = folder.resolve(name + ".key");
    Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
    Files.writeString(
        key, pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
    return new TestCertificate(store, certificate, key);
  }

  /** As a server of this machine shows it. */
  HttpServerOptions server() {
    return new HttpServerOptions()
        .setSsl(true)
        .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword(PASSWORD));
  }

  /** As processes show it to each other. */
  Optional<ClusterConfig.BusTls> bus(MembershipTls membership) {
    return Optional.of(new ClusterConfig.BusTls(certificate, key, certificate, membership));
  }

  /** What makes a virtual machine trust it. */
  List<String> trust() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  private static void keytool(Path store, String address) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost,ip:" + address,
            "-ext",
            "bc:c=ca:true",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            store.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(store.resolveSibling("keytool.txt").toFile())
            .start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(store.resolveSibling("keytool.txt")));
    }
  }

  private static String pem(String what, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what);
  }
}
