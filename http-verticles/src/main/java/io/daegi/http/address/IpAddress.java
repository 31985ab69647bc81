package io.daegi.http.address;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An IP address as 128 bits; an IPv4 one stands in its IPv6 form {@code ::ffff:a.b.c.d}, so that
 * both spellings are equal.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) {

  private static final long IPV4_PREFIX = 0xffff;

  /** Reads a literal address and never asks a name server; a zone is left out. */
  public static Optional<IpAddress> parse(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
    if (bytes == null) {
      return Optional.empty();
    }
    var buffer = ByteBuffer.wrap(bytes);
    return Optional.of(
        bytes.length == 4
            ? new IpAddress(0, IPV4_PREFIX << 32 | Integer.toUnsignedLong(buffer.getInt()))
            : new IpAddress(buffer.getLong(), buffer.getLong()));
  }

  public boolean isIpv4() {
    return high == 0 && low >>> 32 == IPV4_PREFIX;
  }

  public boolean isLoopback() {
    return isIpv4() ? (low >>> 24 & 0xff) == 127 : high == 0 && low == 1;
  }

  /**
   * What limits count: an IPv4 address itself, of an IPv6 one its /64 network, since that is the
   * least that one subscriber has.
   */
  public String countedAs() {
    return isIpv4() ? toString() : new IpAddress(high, 0) + "/64";
  }

  /** The usual short form. */
  @Override
  public String toString() {
    if (isIpv4()) {
      return NetUtil.intToIpAddress((int) low);
    }
    var bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    try {
      return NetUtil.toAddressString(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("sixteen bytes are an address", e);
    }
  }
}
