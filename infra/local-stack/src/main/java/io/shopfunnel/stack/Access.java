package io.shopfunnel.stack;

import java.net.http.HttpClient;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Who is let in where: the passwords, certificates and users of a stack. */
final class Access {
  private final Protection protection;
  private final Ports ports;
  private final Certificates certificates;
  private final ZooKeeperLogins zooKeeper;
  private final KafkaLogins kafka;
  private final InfluxUsers influx;
  private @Nullable HttpClient http;

  Access(StackLayout layout, Ports ports, Protection protection) {
    Secrets secrets = new Secrets(layout);
    this.protection = protection;
    this.ports = ports;
    this.certificates = new Certificates(layout, secrets);
    this.zooKeeper = new ZooKeeperLogins(layout, secrets, protection);
    this.kafka = new KafkaLogins(layout, secrets, certificates, protection);
    this.influx = new InfluxUsers(ports.influxUrl(protection), this::http, secrets);
  }

  /** Makes the passwords and certificates that services start with. */
  void prepare() {
    if (protection.encrypts()) {
      certificates.make();
      kafka.make();
    }
    if (protection.asksForPasswords()) {
      zooKeeper.make(protection.encrypts() ? kafka.section() : "");
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

  ZooKeeperLogins zooKeeper() {
    return zooKeeper;
  }

  KafkaLogins kafka() {
    return kafka;
  }

  InfluxUsers influx() {
    return influx;
  }

  /** The private key and certificate that services show. */
  Path serverCertificate() {
    return certificates.server();
  }

  /** The certificate that clients trust. */
  Path authority() {
    return certificates.authority();
  }

  /** A client for InfluxDB; over TLS not before {@link #prepare}. */
  HttpClient http() {
    if (http == null) {
      http = protection.encrypts() ? TrustedCertificates.client(authority()) : Probes.HTTP;
    }
    return http;
  }
}
