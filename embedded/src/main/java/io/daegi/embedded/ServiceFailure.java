package io.daegi.embedded;

/** A service could not be started or stopped; the message names the service and the reason. */
public final class ServiceFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ServiceKind kind;

  ServiceFailure(ServiceKind kind, String reason, Throwable cause) {
    super(kind.title() + ": " + reason, cause);
    this.kind = kind;
  }

  ServiceFailure(ServiceKind kind, String reason) {
    this(kind, reason, null);
  }

  public ServiceKind kind() {
    return kind;
  }
}
