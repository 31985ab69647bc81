package io.daegi.launcher.config;

import java.nio.file.Path;
import java.util.List;

/** How processes that share the work find each other. */
final class ClusterSettings {
  static final Setting<List<String>> MEMBERS =
      Setting.of(
          "DAEGI_CLUSTER_MEMBERS",
          ValueTypes.listOfHostsAndPorts(),
          "Some processes of the deployment, this one or not, by their `DAEGI_CLUSTER_PORT`: with it,"
              + " or with `DAEGI_CLUSTER_DNS`, processes find each other.");
  static final Setting<String> DNS =
      Setting.of(
          "DAEGI_CLUSTER_DNS",
          ValueTypes.host(),
          "A name whose addresses are those of the processes, such as a headless service of Kubernetes."
              + " All then use the same `DAEGI_CLUSTER_PORT`.");
  static final Setting<Secret> SECRET =
      Setting.of(
              "DAEGI_CLUSTER_SECRET",
              ValueTypes.secret(256),
              "The same for all processes of a deployment, at least 16 characters; one with another is refused.")
          .orElse("", "none: needed by a cluster")
          .kept();
  static final Setting<String> HOST =
      Setting.of(
              "DAEGI_CLUSTER_HOST",
              ValueTypes.host(),
              "The interface on which the others reach this process; of a private network.")
          .orElse("", "the address of this machine's own name");
  static final Setting<Integer> PORT =
      Setting.of(
              "DAEGI_CLUSTER_PORT",
              ValueTypes.wholeNumber(1, 65_535, ""),
              "Where processes say that they live.")
          .orElse("5701");
  static final Setting<Integer> BUS_PORT =
      Setting.of(
              "DAEGI_CLUSTER_BUS_PORT",
              ValueTypes.wholeNumber(0, 65_535, ""),
              "Where they ask each other; 0 takes any free one.")
          .orElse("5702");
  static final Setting<String> PUBLIC_HOST =
      Setting.of(
              "DAEGI_CLUSTER_PUBLIC_HOST",
              ValueTypes.host(),
              "Where the others reach this process, if not under `DAEGI_CLUSTER_HOST`.")
          .orElse("", "that one");
  static final Setting<Path> CERTIFICATE_FILE =
      Setting.of(
              "DAEGI_CLUSTER_CERTIFICATE_FILE",
              ValueTypes.path(),
              "This process's certificate, as PEM; with it, processes speak TLS on both ports and ask each side for one.")
          .orElse("", "none: clear text");
  static final Setting<Path> KEY_FILE =
      Setting.of(
              "DAEGI_CLUSTER_KEY_FILE",
              ValueTypes.path(),
              "The certificate's private key, as PEM without a password.")
          .orElse("", "none: needed with a certificate");
  static final Setting<Path> CA_FILE =
      Setting.of(
              "DAEGI_CLUSTER_CA_FILE",
              ValueTypes.path(),
              "Who must have signed the certificates of the others, as PEM; sign nobody else with it.")
          .orElse("", "none: needed with a certificate");

  static final Setting<MembershipTls> MEMBERSHIP_TLS =
      Setting.of(
              "DAEGI_CLUSTER_MEMBERSHIP_TLS",
              ValueTypes.oneOf(MembershipTls.class),
              "With a certificate, on `DAEGI_CLUSTER_PORT`: `accepted` speaks clear text and is spoken to in either,"
                  + " `preferred` speaks TLS and is spoken to in either. Through both a running deployment"
                  + " comes from clear text to TLS.")
          .orElse("required");

  static final List<Setting<?>> ALL =
      List.of(
          MEMBERS,
          DNS,
          SECRET,
          HOST,
          PORT,
          BUS_PORT,
          PUBLIC_HOST,
          CERTIFICATE_FILE,
          KEY_FILE,
          CA_FILE,
          MEMBERSHIP_TLS);

  private ClusterSettings() {}

  static boolean areThere(Values values) {
    return values.isSaid(MEMBERS) || values.isSaid(DNS);
  }
}
