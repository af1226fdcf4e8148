package io.shopfunnel.stack;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is let in where: the passwords, certificates and users of a stack. */
final class Access {
  private final Protection protection;
  private final Secrets secrets;
  private final Ports ports;
  private final Certificates certificates;
  private final ZooKeeperLogins zooKeeper;
  private final KafkaLogins kafka;
  private final InfluxUsers influx;
  private @Nullable HttpClient http;

  Access(StackLayout layout, Ports ports, Protection protection) {
    this.protection = protection;
    this.secrets = new Secrets(layout);
    this.ports = ports;
    this.certificates = new Certificates(layout, secrets);
    this.zooKeeper = new ZooKeeperLogins(layout, secrets, protection);
    this.kafka = new KafkaLogins(layout, secrets, certificates, protection);
    this.influx = new InfluxUsers(ports.influxUrl(protection), this::http, secrets);
  }

  /** Makes the passwords and certificates that services start with. */
  void prepare() {
    secrets.make();
    if (protection.encrypts()) {
      certificates.make();
      kafka.make();
    }
    if (protection.asksForPasswords()) {
      zooKeeper.make(protection.encrypts() ? kafka.section() : "");
      influx.make();
    }
  }

  /** Makes the users that brokers know, once these run. */
  void admitToKafka() {
    if (protection.encrypts()) {
      kafka.admit(ports.brokers());
    }
  }

  /** Makes the users that InfluxDB knows, once it runs. */
  void admitToInflux() {
    if (protection.asksForPasswords()) {
      influx.admit();
    }
  }

  Protection protection() {
    return protection;
  }

  Secrets secrets() {
    return secrets;
  }

  ZooKeeperLogins zooKeeper() {
    return zooKeeper;
  }

  KafkaLogins kafka() {
    return kafka;
  }

  /** By what the job is known to InfluxDB; empty where nobody is asked. */
  Optional<Login> influxWriter() {
    return Optional.of(influx.writer()).filter(login -> protection.asksForPasswords());
  }

  /** By what those are known to InfluxDB who only look; empty where nobody is asked. */
  Optional<Login> influxReader() {
    return Optional.of(influx.reader()).filter(login -> protection.asksForPasswords());
  }

  /** A database of InfluxDB; once it is created, writer and reader have their rights on it. */
  InfluxDatabase influxDatabase(String name) {
    return protection.asksForPasswords()
        ? influx.database(name)
        : new InfluxDatabase(ports.influxUrl(protection), name);
  }

  /** InfluxDB, asked as the job asks it. */
  InfluxServer influxAsWriter() {
    return new InfluxServer(ports.influxUrl(protection), http(), influxWriter());
  }

  /** The private key and certificate that services show. */
  Path serverCertificate() {
    return certificates.server();
  }

  /** The certificate that clients trust. */
  Path authority() {
    return certificates.authority();
  }

  /** The flags of a virtual machine whose libraries trust that certificate, and no other. */
  List<String> trust() {
    return protection.encrypts()
        ? List.of(
            "-Djavax.net.ssl.trustStore=" + certificates.trusted(),
            "-Djavax.net.ssl.trustStoreType=PKCS12")
        : List.of();
  }

  /** A client for InfluxDB; over TLS not before {@link #prepare}. */
  HttpClient http() {
    if (http == null) {
      http = protection.encrypts() ? TrustedCertificates.client(authority()) : Probes.HTTP;
    }
    return http;
  }
}
