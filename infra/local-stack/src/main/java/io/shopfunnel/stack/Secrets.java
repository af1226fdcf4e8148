package io.shopfunnel.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private static final FileAttribute<?> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;

  Secrets(StackLayout layout) {
    this.folder = layout.secrets();
  }

  /** A user of a service; the password is made by {@link #make}. */
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

  /** Writes a file that holds a secret: whole, and never readable by others. */
  void write(Path file, String text) {
    try {
      Files.createDirectories(folder, FOLDER);
      Path draft = Files.createTempFile(folder, ".", ".new", FILE);
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
