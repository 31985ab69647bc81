package io.daegi.http.address;

import java.util.regex.Pattern;

/**
 * A network in CIDR notation, or one address.
 *
 * @param base its first address
 * @param bits of the 128 that all its addresses have in common
 */
public record Network(IpAddress base, int bits) {

  private static final int IPV4_BITS_FROM = 96;
  private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f.:]{2,45})(?:/(\\d{1,3}))?");

  /**
   * @throws IllegalArgumentException when the base has bits beyond those in common
   */
  public Network {
    int least = base.isIpv4() ? IPV4_BITS_FROM : 0;
    if (bits < least || bits > 128) {
      throw new IllegalArgumentException("a network has no /" + (bits - least));
    }
    if (!masked(base, bits).equals(base)) {
      throw new IllegalArgumentException("the network of " + base + " begins earlier");
    }
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or one address.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Network parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a network: " + text);
    }
    var base =
        IpAddress.parse(parts.group(1))
            .orElseThrow(() -> new IllegalArgumentException("not an address: " + text));
    if (parts.group(2) == null) {
      return new Network(base, 128);
    }
    boolean isDotted = !parts.group(1).contains(":");
    return new Network(base, Integer.parseInt(parts.group(2)) + (isDotted ? IPV4_BITS_FROM : 0));
  }

  /** An IPv4 address is in no IPv6 network, not even in {@code ::/0}. */
  public boolean contains(IpAddress address) {
    return address.isIpv4() == base.isIpv4() && masked(address, bits).equals(base);
  }

  private static IpAddress masked(IpAddress address, int bits) {
    return new IpAddress(address.high() & mask(bits), address.low() & mask(bits - 64));
  }

  /** As many ones as fit into 64 bits, from the left. */
  private static long mask(int bits) {
    return bits <= 0 ? 0 : -1L << (64 - Math.min(bits, 64));
  }
}
