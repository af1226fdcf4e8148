package io.shopfunnel.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a document that a program writes, between two comments that name it. */
public final class MarkedSection {
  private MarkedSection() {}

  /**
   * Puts new text between the comments.
   *
   * @throws IllegalArgumentException where the document lacks them
   */
  public static String replaced(String document, String name, String text) {
    String begin = "<!-- " + name + ": written by bench, do not edit -->";
    String end = "<!-- end of " + name + " -->";
    int from = document.indexOf(begin);
    int to = document.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "it has no section between %s and %s".formatted(begin, end));
    }
    return document.substring(0, from + begin.length())
        + "\n\n"
        + text.strip()
        + "\n\n"
        + document.substring(to);
  }

  /** Puts new text between the comments of a file. */
  public static void write(Path file, String name, String text) throws IOException {
    try {
      Files.writeString(file, replaced(Files.readString(file), name, text));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
