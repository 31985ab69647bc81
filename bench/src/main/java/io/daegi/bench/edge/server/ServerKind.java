package io.daegi.bench.edge.server;

/** What a server's process can be. */
public enum ServerKind {
  /** The real edge before the real engine, on a log in Kafka or on none. */
  EDGE,

  /** One route of a Vert.x Router, which answers bytes that were given. */
  ROUTER,

  /** A Vert.x server without a Router, which answers bytes that were given. */
  BARE,

  /** The same routes, answered from a sorted set in Redis. */
  REDIS,

  /** WebSockets of Vert.x alone, all told the same text now and then. */
  SOCKETS,

  /** The real edge alone, which follows a log that another process writes. */
  FOLLOWER,

  /** The real booking side with the real edge before it. */
  SHOP;

  Served start(Settings settings) throws Exception {
    return switch (this) {
      case EDGE -> EdgeServer.start(settings);
      case ROUTER -> FixedAnswerServer.withRouter(settings);
      case BARE -> FixedAnswerServer.bare(settings);
      case REDIS -> RedisServer.start(settings);
      case FOLLOWER -> FollowerServer.start(settings);
      case SOCKETS -> SocketServer.start(settings);
      case SHOP -> ShopServer.start(settings);
    };
  }
}
