package io.daegi.http.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;

/**
 * The certificate that the public server shows, as two PEM files.
 *
 * @param certificate its chain, the server's own first
 * @param key its private key, in PKCS 8 or PKCS 1, without a password
 */
public record TlsFiles(Path certificate, Path key) {

  /** Protocols from which a client may choose; older ones are broken. */
  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  /** What both files hold at one moment. */
  public record Content(Buffer certificate, Buffer key) {

    /** As the server takes it; HTTP/2 is offered before HTTP/1.1. */
    public ServerSSLOptions options() {
      var options = new ServerSSLOptions();
      options.setKeyCertOptions(new PemKeyCertOptions().addCertValue(certificate).addKeyValue(key));
      options.setEnabledSecureTransportProtocols(new LinkedHashSet<>(PROTOCOLS));
      return options;
    }
  }

  /**
   * Reads both files and checks that they belong together. Blocks.
   *
   * @throws IOException with a message for the operator when they cannot be used
   */
  public Content read() throws IOException {
    var content = new Content(bytes(certificate, "certificate"), bytes(key, "key"));
    X509KeyManager manager;
    try {
      manager = keyManager(content);
    } catch (Exception e) {
      throw unusable("cannot be read as PEM (" + e.getMessage() + ")", e);
    }
    var key = Stream.of("RSA", "EC").map(type -> manager.getServerAliases(type, null));
    var aliases = key.filter(Objects::nonNull).findFirst();
    if (aliases.isEmpty()) {
      throw unusable("hold neither an RSA nor an EC key", null);
    }
    var alias = aliases.get()[0];
    if (!belongTogether(manager.getPrivateKey(alias), manager.getCertificateChain(alias)[0])) {
      throw unusable("do not belong together: the key is not the certificate's", null);
    }
    return content;
  }

  /** No Vertx is asked for values that are already read. */
  private static X509KeyManager keyManager(Content content) throws Exception {
    var factory =
        new PemKeyCertOptions()
            .addCertValue(content.certificate())
            .addKeyValue(content.key())
            .getKeyManagerFactory(null);
    return (X509KeyManager) factory.getKeyManagers()[0];
  }

  private static boolean belongTogether(PrivateKey secret, X509Certificate shown) {
    var algorithm = secret.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    var words = new byte[] {'d', 'a', 'e', 'g', 'i'};
    try {
      var signer = Signature.getInstance(algorithm);
      signer.initSign(secret);
      signer.update(words);
      var signature = signer.sign();
      var checker = Signature.getInstance(algorithm);
      checker.initVerify(shown.getPublicKey());
      checker.update(words);
      return checker.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Buffer bytes(Path file, String what) throws IOException {
    try {
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IOException("the " + what + " file " + file + " cannot be read", e);
    }
  }

  private IOException unusable(String why, Exception cause) {
    return new IOException("certificate " + certificate + " and key " + key + " " + why, cause);
  }
}
