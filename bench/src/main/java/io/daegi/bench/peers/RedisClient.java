package io.daegi.bench.peers;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One connection that speaks RESP2 and leaves pipelining to its caller: commands are written into a
 * buffer, flushed together, and their answers read in order. Nothing lies between it and the
 * socket, and numbers make no garbage on the way.
 */
final class RedisClient implements AutoCloseable {

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final byte[] digits = new byte[20];
  private final byte[] numberWord = new byte[20];
  private byte[] toSend = new byte[16 * 1024];
  private int toSendLength;
  private final byte[] received = new byte[16 * 1024];
  private int receivedLength;
  private int read;

  RedisClient(String host, int port) throws IOException {
    socket = new Socket(host, port);
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
    in = socket.getInputStream();
  }

  /** Begins a command of so many words; as many times {@link #word} must follow. */
  void command(int words) {
    put((byte) '*');
    putDigits(words);
    putLineEnd();
  }

  void word(byte[] bytes) {
    word(bytes, 0, bytes.length);
  }

  /**
   * @param number not negative
   */
  void word(long number) {
    int first = toDigits(number, numberWord);
    word(numberWord, first, numberWord.length - first);
  }

  private void word(byte[] bytes, int from, int length) {
    put((byte) '$');
    putDigits(length);
    putLineEnd();
    put(bytes, from, length);
    putLineEnd();
  }

  void flush() throws IOException {
    out.write(toSend, 0, toSendLength);
    toSendLength = 0;
  }

  /**
   * @throws IOException when the answer is an error, or not a number
   */
  long readNumber() throws IOException {
    byte sign = next();
    if (sign != ':') {
      throw new IOException("Redis says " + (char) sign + readLine());
    }
    long number = 0;
    for (byte digit = next(); digit != '\r'; digit = next()) {
      number = 10 * number + digit - '0';
    }
    next();
    return number;
  }

  /** One command of plain words, and its text. */
  String ask(String... words) throws IOException {
    command(words.length);
    for (String word : words) {
      word(word.getBytes(StandardCharsets.UTF_8));
    }
    flush();
    byte sign = next();
    String line = readLine();
    return switch (sign) {
      case '+', ':' -> line;
      case '$' -> readText(Integer.parseInt(line));
      default -> throw new IOException("Redis says " + (char) sign + line);
    };
  }

  private String readText(int length) throws IOException {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = next();
    }
    readLine();
    return new String(text, StandardCharsets.UTF_8);
  }

  private String readLine() throws IOException {
    var line = new StringBuilder();
    for (byte next = next(); next != '\r'; next = next()) {
      line.append((char) next);
    }
    next();
    return line.toString();
  }

  private byte next() throws IOException {
    if (read == receivedLength) {
      read = 0;
      receivedLength = in.read(received);
      if (receivedLength < 0) {
        throw new EOFException("Redis has hung up");
      }
    }
    return received[read++];
  }

  private void putDigits(long number) {
    int first = toDigits(number, digits);
    put(digits, first, digits.length - first);
  }

  /** Writes a number to the end of an array, and tells where it begins. */
  private static int toDigits(long number, byte[] array) {
    int first = array.length;
    long rest = number;
    do {
      array[--first] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    return first;
  }

  private void putLineEnd() {
    put((byte) '\r');
    put((byte) '\n');
  }

  private void put(byte value) {
    makeRoom(1);
    toSend[toSendLength++] = value;
  }

  private void put(byte[] bytes, int from, int length) {
    makeRoom(length);
    System.arraycopy(bytes, from, toSend, toSendLength, length);
    toSendLength += length;
  }

  private void makeRoom(int length) {
    if (toSendLength + length > toSend.length) {
      toSend = Arrays.copyOf(toSend, Math.max(toSendLength + length, 2 * toSend.length));
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
