package io.shopfunnel.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * How often the supervisor has started each service again since the stack came up, and which it has
 * given up: written by the supervisor, read by {@code status}, and kept over a supervisor's death.
 */
final class RestartBook {
  private static final String RESTARTS = ".restarts";
  private static final String GIVEN_UP = ".given-up";

  private final Path file;

  RestartBook(StackLayout layout) {
    this.file = layout.directory().resolve("restarts.properties");
  }

  /** How often this service was started again. */
  int restarts(String service) {
    return Integer.parseInt(read().getProperty(service + RESTARTS, "0"));
  }

  boolean isGivenUp(String service) {
    return read().containsKey(service + GIVEN_UP);
  }

  /**
   * Counts one more start.
   *
   * @return how many there are with it
   */
  int count(String service) {
    Properties book = read();
    int now = Integer.parseInt(book.getProperty(service + RESTARTS, "0")) + 1;
    book.setProperty(service + RESTARTS, Integer.toString(now));
    write(book);
    return now;
  }

  void giveUp(String service) {
    Properties book = read();
    book.setProperty(service + GIVEN_UP, "true");
    write(book);
  }

  /** Forgets that this service was given up; a person has started it. */
  void takeUp(String service) {
    Properties book = read();
    if (book.remove(service + GIVEN_UP) != null) {
      write(book);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Properties read() {
    Properties book = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        book.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return book;
  }

  private void write(Properties book) {
    try {
      StringWriter text = new StringWriter();
      book.store(text, "Services that the supervisor has started again");
      WholeFile.write(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
