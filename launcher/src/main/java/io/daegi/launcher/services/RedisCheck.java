package io.daegi.launcher.services;

import io.daegi.launcher.StartFailure;
import io.daegi.launcher.config.RedisAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/** Asks a named Redis for a PONG, with its credentials. */
final class RedisCheck {
  private RedisCheck() {}

  /** Nobody answers, or not yet. */
  static final class Away extends Exception {
    private static final long serialVersionUID = 1L;

    Away(RedisAddress address, IOException cause) {
      super("%s is away: %s".formatted(address, cause.getMessage()), cause);
    }
  }

  /** It answers, and does not want us: waiting does not help. */
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * @throws StartFailure when it refuses us
   */
  static long tookMs(RedisAddress address) throws StartFailure, Away {
    long fromNs = System.nanoTime();
    try (Socket plain = Reach.connect(address.host(), address.port());
        Socket socket = address.tls() ? secured(plain, address) : plain) {
      List<String> credentials = credentials(address);
      if (!credentials.isEmpty()) {
        ask(socket, "AUTH", credentials);
      }
      ask(socket, "PING", List.of());
      return Reach.msSince(fromNs);
    } catch (Refused e) {
      throw StartFailure.unusable(
          "Redis at " + address + " cannot be used: " + e.getMessage() + " (DAEGI_REDIS_URL)", e);
    } catch (IOException e) {
      throw new Away(address, e);
    }
  }

  private static Socket secured(Socket plain, RedisAddress address) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    return factory.createSocket(plain, address.host(), address.port(), true);
  }

  /** User, if named, and password. */
  private static List<String> credentials(RedisAddress address) {
    String userInfo = URI.create(address.connection().reveal()).getRawUserInfo();
    List<String> credentials = new ArrayList<>();
    if (userInfo != null) {
      for (String part : userInfo.split(":", 2)) {
        if (!part.isEmpty()) {
          credentials.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
      }
    }
    return credentials;
  }

  private static void ask(Socket socket, String command, List<String> arguments)
      throws IOException {
    StringBuilder request = new StringBuilder("*").append(1 + arguments.size()).append("\r\n");
    append(request, command);
    arguments.forEach(argument -> append(request, argument));
    OutputStream out = socket.getOutputStream();
    out.write(request.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
    String answer =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (answer == null || answer.startsWith("-LOADING")) {
      throw new IOException("it answers " + answer + " to " + command);
    }
    if (!answer.startsWith("+")) {
      throw new Refused("it answers " + answer + " to " + command);
    }
  }

  private static void append(StringBuilder request, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    request.append('$').append(bytes).append("\r\n").append(text).append("\r\n");
  }
}
