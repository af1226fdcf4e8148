package io.shopfunnel.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Looks for a stack's passwords where none may be; on the command lines of all processes as long as
 * it is open.
 */
final class SecretHunt implements AutoCloseable {
  private static final long LOOK_EVERY_MS = 10;

  private final Path secrets;
  private final List<String> passwords;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Thread watch = new Thread(this::watch, "command lines");
  private volatile boolean open = true;

  /**
   * @param secrets the folder where they may be
   */
  SecretHunt(Path secrets) throws IOException {
    this.secrets = secrets;
    try (Stream<Path> files = Files.list(secrets)) {
      this.passwords =
          files
              .filter(file -> file.toString().endsWith(".password"))
              .map(SecretHunt::read)
              .toList();
    }
    watch.start();
  }

  int size() {
    return passwords.size();
  }

  /** Whether a password stands in the text, as it is or as HTTP has it. */
  boolean isIn(String text) {
    return passwords.stream()
        .anyMatch(
            password ->
                text.contains(password)
                    || text.contains(
                        Base64.getEncoder()
                            .encodeToString(password.getBytes(StandardCharsets.UTF_8))));
  }

  /** The command lines that had one. */
  Set<String> commandLines() {
    return seen;
  }

  /** The files below a folder that have one, other than those that may. */
  List<Path> files(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!file.startsWith(secrets) && attributes.isRegularFile() && isIn(read(file))) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          /** A checkpoint goes when the next one is there. */
          @Override
          public FileVisitResult visitFileFailed(Path gone, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
    return found;
  }

  private void watch() {
    while (open) {
      ProcessHandle.allProcesses()
          .map(process -> read(Path.of("/proc", Long.toString(process.pid()), "cmdline")))
          .filter(this::isIn)
          .forEach(seen::add);
      try {
        Thread.sleep(LOOK_EVERY_MS);
      } catch (InterruptedException end) {
        return;
      }
    }
  }

  /** Bytes as they are, one a character; nothing of what is gone meanwhile. */
  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    } catch (IOException gone) {
      return "";
    }
  }

  @Override
  public void close() {
    open = false;
    watch.interrupt();
  }
}
