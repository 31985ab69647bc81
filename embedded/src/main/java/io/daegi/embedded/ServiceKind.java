package io.daegi.embedded;

/** The three services that Daegi stands on, in the order in which they are started and named. */
public enum ServiceKind {
  KAFKA("Kafka", "kafka"),
  POSTGRES("PostgreSQL", "postgres"),
  REDIS("Redis", "redis");

  private final String title;
  private final String folder;

  ServiceKind(String title, String folder) {
    this.title = title;
    this.folder = folder;
  }

  /** The name people know it by. */
  public String title() {
    return title;
  }

  /** The folder inside the data directory that belongs to it. */
  public String folder() {
    return folder;
  }
}
