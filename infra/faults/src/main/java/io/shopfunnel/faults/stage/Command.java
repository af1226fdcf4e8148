package io.shopfunnel.faults.stage;

import java.io.IOException;

/** A command of the system. */
final class Command {
  private Command() {}

  static boolean succeeds(String... command) {
    try {
      return Program.end(
              new ProcessBuilder(command)
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start())
          == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
