package io.shopfunnel.stack;

import java.nio.file.Path;
import java.util.List;

/**
 * By what Kafka and Flink are known to ZooKeeper, so that each can keep what it writes there to
 * itself: SASL with digests, in files that the virtual machines read.
 */
final class ZooKeeperLogins {
  private static final String SERVICE = "zookeeper";
  private static final String DIGEST = "org.apache.zookeeper.server.auth.DigestLoginModule";
  // Flink brings its own copy of ZooKeeper, under another name.
  private static final String DIGEST_OF_FLINK = "org.apache.flink.shaded.zookeeper3." + DIGEST;

  private final Path folder;
  private final Secrets secrets;
  private final Protection protection;

  ZooKeeperLogins(StackLayout layout, Secrets secrets, Protection protection) {
    this.folder = layout.secrets();
    this.secrets = secrets;
    this.protection = protection;
  }

  /**
   * Makes what is not there yet.
   *
   * @param sectionOfKafka what stands in the brokers' file besides
   */
  void make(String sectionOfKafka) {
    Login kafka = secrets.login(SERVICE, "kafka");
    Login flink = secrets.login(SERVICE, "flink");
    secrets.make(kafka);
    secrets.make(flink);
    secrets.write(
        file("zookeeper"), section("Server", DIGEST, known(kafka) + "\n    " + known(flink)));
    secrets.write(file("kafka"), section("Client", DIGEST, own(kafka)) + sectionOfKafka);
    secrets.write(file("flink"), section("Client", DIGEST_OF_FLINK, own(flink)));
  }

  /** Whether anybody is asked who they are. */
  boolean areAskedFor() {
    return protection.asksForPasswords();
  }

  /** The virtual machine's flags of ZooKeeper. */
  List<String> flagsOfZooKeeper() {
    return flags("zookeeper");
  }

  /** The virtual machine's flags of a broker. */
  List<String> flagsOfKafka() {
    return flags("kafka");
  }

  /** The virtual machine's flags of all that is Flink's, its command line too. */
  List<String> flagsOfFlink() {
    return flags("flink");
  }

  private List<String> flags(String program) {
    return areAskedFor()
        ? List.of(
            "-Djava.security.auth.login.config=" + file(program),
            // By default ZooKeeper 3.9 leaves digests aside, and is left without any SASL.
            "-Dzookeeper.fips-mode=false")
        : List.of();
  }

  private Path file(String program) {
    return folder.resolve(program + ".jaas");
  }

  private static String known(Login login) {
    return "user_%s=\"%s\"".formatted(login.user(), login.password());
  }

  private static String own(Login login) {
    return "username=\"%s\" password=\"%s\"".formatted(login.user(), login.password());
  }

  private static String section(String name, String module, String options) {
    return "%s {%n  %s required%n    %s;%n};%n".formatted(name, module, options);
  }
}
