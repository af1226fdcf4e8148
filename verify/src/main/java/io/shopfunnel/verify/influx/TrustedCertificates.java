package io.shopfunnel.verify.influx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates from a PEM file, and no others, to take a server at its word by. */
final class TrustedCertificates {
  private TrustedCertificates() {}

  /**
   * Reads the file.
   *
   * @throws InfluxException where it holds no certificates
   */
  static SSLContext read(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("trusted-" + number++, one);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new InfluxException("--influx-ca-file: cannot read " + file + " as certificates");
    }
  }

  /** Why a connection failed, where that is because of what the server showed of itself. */
  static Optional<String> distrust(Throwable failure) {
    boolean certificate = false;
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      certificate |= cause instanceof CertificateException;
      root = cause;
    }
    return certificate ? Optional.of(String.valueOf(root.getMessage())) : Optional.empty();
  }
}
