package io.daegi.launcher.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What counts of everything that was said, for an operator who wants to see it before a start. */
public final class ConfigCheck {
  private ConfigCheck() {}

  /**
   * Every setting, one a line, with where it comes from; secrets are masked.
   *
   * @throws ConfigFaults with everything that is wrong, at once
   */
  public static List<String> lines(Map<String, String> environment, Path workingDir)
      throws ConfigFaults {
    return ConfigReader.values(environment, workingDir.toAbsolutePath().normalize()).lines();
  }
}
