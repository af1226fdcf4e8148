package io.shopfunnel.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * Whoever starts or ends a process of a stack holds this, so that a command and the supervisor
 * never work on the same one. The operating system gives it back when its holder dies.
 */
final class StackLock {
  private final Path file;

  StackLock(StackLayout layout) {
    this.file = layout.directory().resolve("stack.lock");
  }

  /** Acts as soon as nobody else does. */
  <T> T hold(Supplier<T> action) {
    try (FileChannel channel = open()) {
      channel.lock();
      return action.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Acts as soon as nobody else does. */
  void hold(Runnable action) {
    hold(
        () -> {
          action.run();
          return true;
        });
  }

  /** Acts where nobody else does now. */
  void holdIfFree(Runnable action) {
    try (FileChannel channel = open()) {
      if (channel.tryLock() != null) {
        action.run();
      }
    } catch (OverlappingFileLockException heldInThisJvm) {
      // Not free.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileChannel open() throws IOException {
    Files.createDirectories(file.getParent());
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
