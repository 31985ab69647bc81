package io.daegi.launcher.config;

/** Who brings the services that configuration does not name: this process, or nobody. */
public enum Profile {
  EMBEDDED,
  PRODUCTION
}
