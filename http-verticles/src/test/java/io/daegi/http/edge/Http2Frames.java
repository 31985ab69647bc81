package io.daegi.http.edge;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An HTTP/2 client that writes frames no decent client would write. */
final class Http2Frames implements AutoCloseable {

  static final int ENHANCE_YOUR_CALM = 0xb;

  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int END_STREAM_AND_HEADERS = 5;
  private static final int CANCEL = 8;

  /** {@code GET http / authority: a}, by the static table of HPACK. */
  private static final byte[] GET_ROOT = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 1, 'a'};

  private final Socket socket;
  private final OutputStream out;
  private final DataInputStream in;
  private boolean isHungUp;

  /**
   * @param trust what the server's certificate is known by
   */
  Http2Frames(int port, SSLContext trust) throws IOException {
    socket = agreed((SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", port));
    socket.setSoTimeout(10_000);
    out = socket.getOutputStream();
    in = new DataInputStream(socket.getInputStream());
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.write(frame(SETTINGS, 0, 0, new byte[0]));
  }

  private static Socket agreed(SSLSocket socket) throws IOException {
    var parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** Opens a stream and takes it back; does nothing once the server has hung up. */
  void openAndCancel(int stream) throws IOException {
    if (isHungUp) {
      return;
    }
    var both = new ByteArrayOutputStream();
    both.write(frame(HEADERS, END_STREAM_AND_HEADERS, stream, GET_ROOT));
    both.write(frame(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(CANCEL).array()));
    try {
      out.write(both.toByteArray());
    } catch (SocketException hungUp) {
      isHungUp = true;
    }
  }

  /** Opens a stream with one header {@code x} of so many bytes, 127 to 16,000. */
  void openWithHeader(int stream, int bytes) throws IOException {
    var block = new ByteArrayOutputStream();
    block.write(GET_ROOT);
    block.write(new byte[] {0, 1, 'x', 0x7f});
    int rest = bytes - 127;
    block.write(0x80 | (rest & 0x7f));
    block.write(rest >> 7);
    block.write("v".repeat(bytes).getBytes(StandardCharsets.US_ASCII));
    out.write(frame(HEADERS, END_STREAM_AND_HEADERS, stream, block.toByteArray()));
  }

  /** Reads up to the stream's first answer, and gives its header block as text. */
  String answer(int stream) throws IOException {
    while (true) {
      int bytes = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      in.skipNBytes(1);
      int of = in.readInt();
      var body = new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
      if (type == HEADERS && of == stream) {
        return body;
      }
    }
  }

  /** Reads up to the server's GOAWAY with an error, and gives that; -1 when there is none. */
  int errorOfGoodbye() throws IOException {
    for (int length = in.read(); length >= 0; length = in.read()) {
      int bytes = (length << 16) | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      in.skipNBytes(5);
      var body = ByteBuffer.wrap(in.readNBytes(bytes));
      if (type == GOAWAY && body.getInt(4) != 0) {
        return body.getInt(4);
      }
    }
    return -1;
  }

  private static byte[] frame(int type, int flags, int stream, byte[] body) {
    return ByteBuffer.allocate(9 + body.length)
        .put((byte) 0)
        .putShort((short) body.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(body)
        .array();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
