package io.shopfunnel.endtoend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Shakes hands by TLS with a certificate whose time is over; no client should get any further. */
final class ExpiredServer implements AutoCloseable {
  private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
  private final SSLServerSocket socket;

  /**
   * @param pem the private key and the certificate
   */
  ExpiredServer(Path pem) throws IOException, GeneralSecurityException {
    this.socket =
        (SSLServerSocket)
            context(Files.readString(pem))
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "expired server");
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (SSLSocket client = (SSLSocket) socket.accept()) {
        client.startHandshake();
      } catch (IOException refused) {
        // As it should be.
      }
    }
  }

  private static SSLContext context(String pem) throws IOException, GeneralSecurityException {
    int end = pem.indexOf(CERTIFICATE);
    String key = pem.substring(0, end).replaceAll("-----.*-----", "").replaceAll("\\s", "");
    PrivateKey decoded =
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
    Certificate[] chain =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.substring(end).getBytes(StandardCharsets.US_ASCII)))
            .toArray(Certificate[]::new);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("server", decoded, new char[0], chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
