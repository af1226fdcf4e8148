package io.shopfunnel.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The certificate that all services of a stack show, and that of the authority which has signed it:
 * made on the spot by the JDK's {@code keytool}. The authority's key is thrown away, so it signs no
 * other.
 */
final class Certificates {
  private static final String VALID = "-startdate -%dd -validity %d";
  private static final int DAYS = 3650;
  private static final int PEM_LINE = 64;
  private static final String STORE = "keys.p12";
  private static final String TRUSTED = "ca.p12";
  private static final String UNPROTECTED =
      " -J-Dkeystore.pkcs12.macAlgorithm=NONE -J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE";
  private static final String REQUEST = "server.csr";

  private final Path folder;
  private final Secrets secrets;

  Certificates(StackLayout layout, Secrets secrets) {
    this.folder = layout.secrets();
    this.secrets = secrets;
  }

  /** The authority's certificate, which clients trust. */
  Path authority() {
    return folder.resolve("ca.pem");
  }

  /** The services' private key and certificate. */
  Path server() {
    return folder.resolve("server.pem");
  }

  /** The authority's certificate in a key store that needs no password, as it holds no key. */
  Path trusted() {
    return folder.resolve(TRUSTED);
  }

  /** Makes them where they are not there yet, valid for ten years. */
  void make() {
    if (!Stream.of(authority(), server(), trusted()).allMatch(Files::exists)) {
      make(0, DAYS);
    }
  }

  /**
   * Makes them anew.
   *
   * @param age since how many days the services' certificate is valid
   * @param days for how many days it is
   */
  void make(int age, int days) {
    Login keys = secrets.login("keys", "keytool");
    secrets.make(keys);
    String valid = VALID.formatted(age, days);
    String key = "-genkeypair -keyalg EC -groupname secp256r1 -validity " + DAYS;
    String names = " -ext san=ip:127.0.0.1,dns:localhost ";
    try {
      Files.deleteIfExists(folder.resolve(STORE));
      keytool(keys, key + " -alias ca -dname CN=shop-funnel-local-authority -ext bc:c");
      keytool(keys, key + " -alias server -dname CN=localhost");
      keytool(keys, "-certreq -alias server -file " + REQUEST);
      write(keys, keytool(keys, "-gencert -rfc -alias ca -infile " + REQUEST + names + valid));
      Files.deleteIfExists(trusted());
      keytool(keys, TRUSTED, "-importcert -noprompt -alias ca -file ca.pem" + UNPROTECTED);
      Files.setPosixFilePermissions(trusted(), PosixFilePermissions.fromString("rw-------"));
      Files.delete(folder.resolve(REQUEST));
      Files.delete(folder.resolve(STORE));
      Files.delete(keys.passwordFile());
    } catch (IOException | GeneralSecurityException e) {
      throw new StackException("No certificates can be made: " + e.getMessage(), e);
    }
  }

  private void write(Login keys, String signed) throws IOException, GeneralSecurityException {
    KeyStore all = KeyStore.getInstance("PKCS12");
    char[] password = keys.password().toCharArray();
    try (InputStream in = Files.newInputStream(folder.resolve(STORE))) {
      all.load(in, password);
    }
    Key key = all.getKey("server", password);
    secrets.write(server(), pem("PRIVATE KEY", key.getEncoded()) + signed);
    secrets.write(authority(), pem("CERTIFICATE", all.getCertificate("ca").getEncoded()));
  }

  private static String pem(String what, byte[] encoded) {
    byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
        .formatted(what, Base64.getMimeEncoder(PEM_LINE, lineEnd).encodeToString(encoded));
  }

  private String keytool(Login keys, String arguments) throws IOException {
    return keytool(keys, STORE, arguments);
  }

  private String keytool(Login keys, String store, String arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.strip().split(" +")));
    command.addAll(List.of("-keystore", store, "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass:file", keys.passwordFile().toString()));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool " + arguments + " failed: " + words.strip());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while certificates were made.", stop);
    }
    return words;
  }
}
