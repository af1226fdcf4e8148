package io.shopfunnel.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What a stack's services and programs know each other by: files in a folder of its own, which
 * their owner alone can read. Passwords are made by chance, once, and stay as long as the data.
 */
final class Secrets {
  private static final int PASSWORD_BYTES = 24;
  private static final FileAttribute<?> OWNERS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path folder;

  Secrets(StackLayout layout) {
    this.folder = layout.secrets();
  }

  /** Makes the folder. */
  void make() {
    try {
      Files.createDirectories(folder, OWNERS_ALONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A user of a service; the password is made by {@link #make(Login)}. */
  Login login(String service, String user) {
    return new Login(user, folder.resolve(service + "-" + user + ".password"));
  }

  /** Makes a password of letters, digits, {@code -} and {@code _} where there is none yet. */
  void make(Login login) {
    if (!Files.exists(login.passwordFile())) {
      byte[] bytes = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(bytes);
      write(login.passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
  }

  /** Writes a file that holds a secret. */
  void write(Path file, String text) {
    make();
    try {
      WholeFile.write(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
