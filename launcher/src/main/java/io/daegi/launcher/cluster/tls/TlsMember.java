package io.daegi.launcher.cluster.tls;

import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.DefaultNodeExtension;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.instance.impl.NodeExtension;
import com.hazelcast.internal.networking.Channel;
import com.hazelcast.internal.networking.ChannelInitializer;
import com.hazelcast.internal.server.ServerContext;
import io.daegi.launcher.config.MembershipTls;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * A member of Hazelcast whose connections to others are under TLS 1.3, with certificates of both.
 */
public final class TlsMember extends DefaultNodeContext {
  private final SSLContext context;
  private final MembershipTls tls;
  private volatile Optional<SSLException> lastFault = Optional.empty();

  /**
   * @param context with this member's certificate, and with who must have signed the others'
   */
  public TlsMember(SSLContext context, MembershipTls tls) {
    this.context = context;
    this.tls = tls;
  }

  /** What was wrong with the last of the others with which there was no connection. */
  public Optional<SSLException> lastFault() {
    return lastFault;
  }

  @Override
  public NodeExtension createNodeExtension(Node node) {
    return new DefaultNodeExtension(node) {
      @Override
      public Function<EndpointQualifier, ChannelInitializer> createChannelInitializerFn(
          ServerContext server) {
        Function<EndpointQualifier, ChannelInitializer> clear =
            super.createChannelInitializerFn(server);
        return endpoint -> channel -> initialize(channel, clear.apply(endpoint));
      }
    };
  }

  private void initialize(Channel channel, ChannelInitializer clear) throws Exception {
    if (channel.isClientMode() && !tls.speaksTls()) {
      clear.initChannel(channel);
      return;
    }
    TlsConnection connection =
        TlsConnection.of(
            context, channel.isClientMode(), tls, fault -> lastFault = Optional.of(fault));
    channel.inboundPipeline().addLast(new TlsDecoder(connection));
    clear.initChannel(channel);
    channel.outboundPipeline().addLast(new TlsEncoder(connection));
  }
}
