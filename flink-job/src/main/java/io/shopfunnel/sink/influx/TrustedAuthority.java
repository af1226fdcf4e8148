package io.shopfunnel.sink.influx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The certificate authority whose word is taken for InfluxDB's certificate, out of a PEM file. */
final class TrustedAuthority {
  private TrustedAuthority() {}

  /**
   * Has a client trust that authority, and no other.
   *
   * @throws InfluxWriteException where the file holds no certificates
   */
  static void trust(OkHttpClient.Builder client, String file) throws InfluxWriteException {
    try (InputStream pem = Files.newInputStream(Path.of(file))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("authority-" + number++, one);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      X509TrustManager manager =
          (X509TrustManager) Arrays.stream(factory.getTrustManagers()).findFirst().orElseThrow();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new X509TrustManager[] {manager}, null);
      client.sslSocketFactory(context.getSocketFactory(), manager);
    } catch (IOException | GeneralSecurityException e) {
      throw new InfluxWriteException(
          "The file %s (--influx-ca-file) cannot be read as certificates (%s): it has to be there on every task manager, and where the job is submitted."
              .formatted(file, e.getClass().getSimpleName()));
    }
  }

  /** Whether a connection failed because of what the server showed of itself. */
  static boolean distrusts(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }
}
