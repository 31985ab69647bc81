package io.daegi.launcher.cluster;

import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.spi.MemberAddressProvider;
import java.net.InetSocketAddress;

/**
 * Where this process listens, and where it tells the others that it does. Left to itself Hazelcast
 * tells the interface that it was given, and listens on all of them.
 */
record OwnAddress(InetSocketAddress listening, InetSocketAddress told)
    implements MemberAddressProvider {

  @Override
  public InetSocketAddress getBindAddress() {
    return listening;
  }

  @Override
  public InetSocketAddress getBindAddress(EndpointQualifier qualifier) {
    return listening;
  }

  @Override
  public InetSocketAddress getPublicAddress() {
    return told;
  }

  @Override
  public InetSocketAddress getPublicAddress(EndpointQualifier qualifier) {
    return told;
  }
}
