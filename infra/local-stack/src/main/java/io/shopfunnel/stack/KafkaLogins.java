package io.shopfunnel.stack;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;

/**
 * By what Kafka knows its clients, and they know it: a file of client settings for each.
 *
 * <p>The brokers and this program come by PLAIN, over TLS, as only that works before there is a
 * broker that could make anybody known; the others by SCRAM.
 */
final class KafkaLogins {
  private static final String SERVICE = "kafka";
  private static final int SCRAM_ITERATIONS = 8192;
  private static final String MODULES = "org.apache.kafka.common.security.";
  private static final String PLAIN = MODULES + "plain.PlainLoginModule";
  private static final String SCRAM = MODULES + "scram.ScramLoginModule";

  private final Path folder;
  private final Secrets secrets;
  private final Certificates certificates;
  private final Protection protection;

  KafkaLogins(
      StackLayout layout, Secrets secrets, Certificates certificates, Protection protection) {
    this.folder = layout.secrets();
    this.secrets = secrets;
    this.certificates = certificates;
    this.protection = protection;
  }

  /** Makes what is not there yet. */
  void make() {
    for (KafkaUser user : KafkaUser.values()) {
      secrets.make(login(user));
      boolean known = user.isKnownToBrokers();
      secrets.write(
          clientFile(user), client(known ? "PLAIN" : "SCRAM-SHA-512", known ? PLAIN : SCRAM, user));
    }
  }

  /** The section of the brokers' JAAS file that says who they are, and whom they know. */
  String section() {
    Login broker = login(KafkaUser.BROKER);
    StringBuilder known = new StringBuilder();
    for (KafkaUser user : KafkaUser.values()) {
      if (user.isKnownToBrokers()) {
        Login login = login(user);
        known.append("\n    user_%s=\"%s\"".formatted(login.user(), login.password()));
      }
    }
    return """
    KafkaServer {
      %s required
        username="%s" password="%s"%s;
      %s required;
    };
    """
        .formatted(PLAIN, broker.user(), broker.password(), known, SCRAM);
  }

  /** The settings of a client, in a file; it is there while somebody is asked who they are. */
  Path clientFile(KafkaUser user) {
    return folder.resolve(SERVICE + "-" + user.userName() + ".properties");
  }

  /** The settings by which this program comes. */
  Properties administrator() {
    Properties settings = new Properties();
    if (protection.encrypts()) {
      Path file = clientFile(KafkaUser.ADMIN);
      try (Reader reader = Files.newBufferedReader(file)) {
        settings.load(reader);
      } catch (IOException e) {
        throw new StackException("%s cannot be read: has the stack been up?".formatted(file), e);
      }
    }
    return settings;
  }

  /**
   * Makes the users and their rights; does nothing new to those that are there.
   *
   * @throws StackException when Kafka does not answer, or refuses
   */
  void admit(String brokers) {
    Properties settings = administrator();
    settings.put("bootstrap.servers", brokers);
    List<UserScramCredentialAlteration> users = new ArrayList<>();
    for (KafkaUser user : KafkaUser.values()) {
      if (!user.isKnownToBrokers()) {
        users.add(
            new UserScramCredentialUpsertion(
                user.userName(),
                new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS),
                login(user).password()));
      }
    }
    try (Admin admin = Admin.create(settings)) {
      admin.alterUserScramCredentials(users).all().get();
      admin.createAcls(KafkaUser.rights()).all().get();
    } catch (ExecutionException | KafkaException e) {
      throw new StackException(
          "Kafka at %s does not take its users: %s".formatted(brokers, e.getMessage()), e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while Kafka's users were made.", stop);
    }
  }

  private Login login(KafkaUser user) {
    return secrets.login(SERVICE, user.userName());
  }

  private String client(String mechanism, String module, KafkaUser user) {
    return """
    security.protocol=SASL_SSL
    sasl.mechanism=%s
    sasl.jaas.config=%s required username="%s" password="%s";
    ssl.truststore.type=PEM
    ssl.truststore.location=%s
    """
        .formatted(
            mechanism, module, user.userName(), login(user).password(), certificates.authority());
  }
}
