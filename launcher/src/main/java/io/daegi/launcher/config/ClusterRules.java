package io.daegi.launcher.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What processes that share the work need to find each other. Each rule names its mend. */
final class ClusterRules {
  private static final int SECRET_CHARS_MIN = 16;
  private static final Set<String> ANY_INTERFACE = Set.of("0.0.0.0", "::");

  private final Values values;
  private final List<String> faults = new ArrayList<>();

  private ClusterRules(Values values) {
    this.values = values;
  }

  /**
   * @param profile by which this process runs
   * @param sharesWork whether it has not every role
   */
  static List<String> broken(Values values, Profile profile, boolean sharesWork) {
    ClusterRules rules = new ClusterRules(values);
    if (ClusterSettings.areThere(values)) {
      rules.cluster(profile);
    } else {
      rules.noCluster(sharesWork);
    }
    return rules.faults;
  }

  private void cluster(Profile profile) {
    if (profile == Profile.EMBEDDED) {
      faults.add(
          Settings.PROFILE.name()
              + " must be production in a cluster: its processes share a log and a database that you name");
    }
    if (values.isSaid(ClusterSettings.MEMBERS) && values.isSaid(ClusterSettings.DNS)) {
      faults.add(
          "%s and %s: say one of them"
              .formatted(ClusterSettings.MEMBERS.name(), ClusterSettings.DNS.name()));
    }
    secret();
    values
        .get(ClusterSettings.HOST)
        .filter(ANY_INTERFACE::contains)
        .filter(any -> !values.isSaid(ClusterSettings.PUBLIC_HOST))
        .ifPresent(
            any ->
                faults.add(
                    "%s is missing, and %s is %s, where nobody can be reached"
                        .formatted(
                            ClusterSettings.PUBLIC_HOST.name(), ClusterSettings.HOST.name(), any)));
  }

  private void secret() {
    if (!values.isSaid(ClusterSettings.SECRET)) {
      faults.add(
          ClusterSettings.SECRET.name()
              + " is missing: choose at least "
              + SECRET_CHARS_MIN
              + " characters, the same for all processes");
    }
    values
        .get(ClusterSettings.SECRET)
        .filter(secret -> secret.reveal().length() < SECRET_CHARS_MIN)
        .ifPresent(
            secret ->
                faults.add(
                    "%s must have at least %d characters"
                        .formatted(ClusterSettings.SECRET.name(), SECRET_CHARS_MIN)));
  }

  private void noCluster(boolean sharesWork) {
    if (sharesWork) {
      faults.add(
          "%s is missing, and %s leaves work to others: name some processes, 10.0.0.1:5701,10.0.0.2:5701, or %s"
              .formatted(
                  ClusterSettings.MEMBERS.name(),
                  Settings.ROLES.name(),
                  ClusterSettings.DNS.name()));
      return;
    }
    ClusterSettings.ALL.stream()
        .filter(values::isSaid)
        .findFirst()
        .ifPresent(
            said ->
                faults.add(
                    "%s means nothing without %s or %s"
                        .formatted(
                            said.name(),
                            ClusterSettings.MEMBERS.name(),
                            ClusterSettings.DNS.name())));
  }
}
