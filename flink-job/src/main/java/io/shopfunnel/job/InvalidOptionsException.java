package io.shopfunnel.job;

import java.util.List;

/**
 * Says everything that is wrong with the job's options. Carries no stack trace: it is for users.
 */
final class InvalidOptionsException extends RuntimeException {
  InvalidOptionsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems), null, false, false);
  }
}
