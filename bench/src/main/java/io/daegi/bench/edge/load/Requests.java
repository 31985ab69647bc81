package io.daegi.bench.edge.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The requests of a load as bytes, made before it begins and sent in turn, again and again. */
public final class Requests {

  private final ByteBuffer[] requests;
  private int next;

  public Requests(List<String> texts) {
    requests =
        texts.stream()
            .map(text -> text.getBytes(StandardCharsets.US_ASCII))
            .map(bytes -> ByteBuffer.allocateDirect(bytes.length).put(bytes).flip())
            .toArray(ByteBuffer[]::new);
  }

  int next() {
    int index = next;
    next = next + 1 == requests.length ? 0 : next + 1;
    return index;
  }

  ByteBuffer bytes(int index) {
    return requests[index].rewind();
  }
}
