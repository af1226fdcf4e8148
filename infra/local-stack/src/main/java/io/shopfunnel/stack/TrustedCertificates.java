package io.shopfunnel.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A client of HTTPS that trusts the certificates in a PEM file, and no others. */
final class TrustedCertificates {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private TrustedCertificates() {}

  /**
   * A client.
   *
   * @throws StackException where the file holds no certificates
   */
  static HttpClient client(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("trusted-" + store.size(), one);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return HttpClient.newBuilder().connectTimeout(CONNECT).sslContext(context).build();
    } catch (IOException | GeneralSecurityException e) {
      throw new StackException(file + " cannot be read as certificates.", e);
    }
  }
}
