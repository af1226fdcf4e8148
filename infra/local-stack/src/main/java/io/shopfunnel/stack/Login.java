package io.shopfunnel.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * By what a program is known to a service.
 *
 * @param user the name
 * @param passwordFile holds nothing but the password
 */
public record Login(String user, Path passwordFile) {
  /**
   * The password.
   *
   * @throws StackException when there is none yet, or it may not be read
   */
  public String password() {
    try {
      return Files.readString(passwordFile).strip();
    } catch (IOException e) {
      throw new StackException(
          "The password in %s cannot be read: has the stack been up? (make up)"
              .formatted(passwordFile),
          e);
    }
  }

  /** As the value of an HTTP header {@code Authorization}. */
  public String basic() {
    byte[] both = (user + ":" + password()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }
}
