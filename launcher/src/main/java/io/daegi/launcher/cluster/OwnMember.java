package io.daegi.launcher.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.instance.impl.NodeContext;
import io.daegi.launcher.cluster.tls.TlsMember;
import io.daegi.launcher.config.ClusterConfig;
import io.vertx.core.Completable;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The member of Hazelcast that this process is, which ends with its event bus. */
final class OwnMember extends HazelcastClusterManager {
  private static final Logger LOG = LoggerFactory.getLogger(OwnMember.class);

  /** By which Vert.x knows a member that was not made by itself. */
  private static final String NODE_ID = "__vertx.nodeId";

  private final HazelcastInstance member;
  private Vertx vertx;

  private OwnMember(HazelcastInstance member) {
    super(member);
    this.member = member;
  }

  /**
   * @throws IllegalStateException when it is no member
   */
  static OwnMember join(Config config, Optional<ClusterConfig.BusTls> tls) {
    config.getMemberAttributeConfig().setAttribute(NODE_ID, UUID.randomUUID().toString());
    if (tls.isEmpty()) {
      return join(config, new DefaultNodeContext());
    }
    TlsMember context = underTls(tls.get());
    try {
      return join(config, context);
    } catch (IllegalStateException e) {
      throw context
          .lastFault()
          .map(
              fault ->
                  new IllegalStateException(
                      "TLS with another member failed: " + fault.getMessage(), e))
          .orElse(e);
    }
  }

  private static OwnMember join(Config config, NodeContext context) {
    return new OwnMember(
        HazelcastInstanceFactory.newHazelcastInstance(config, config.getInstanceName(), context));
  }

  @Override
  public void init(Vertx vertx) {
    super.init(vertx);
    this.vertx = vertx;
  }

  @Override
  public void leave(Completable<Void> left) {
    super.leave(
        (nothing, failure) ->
            vertx
                .<Void>executeBlocking(this::end)
                .onComplete(
                    (ended, unended) -> left.complete(null, failure == null ? unended : failure)));
  }

  private Void end() {
    try {
      member.getLifecycleService().shutdown();
    } catch (RejectedExecutionException e) { // what it wanted to do last had nobody to do it
      LOG.debug("this member did not end in good order", e);
      member.getLifecycleService().terminate();
    }
    return null;
  }

  /** By the same reader of files as the event bus has. */
  private static TlsMember underTls(ClusterConfig.BusTls tls) {
    Vertx files = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      KeyManagerFactory own = tls.own().getKeyManagerFactory(files);
      TrustManagerFactory trusted = tls.trusted().getTrustManagerFactory(files);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
      return new TlsMember(context, tls.membership());
    } catch (Exception e) { // what the reader of files declares
      throw new IllegalStateException("the certificate cannot be used: " + e.getMessage(), e);
    } finally {
      files.close().await();
    }
  }
}
