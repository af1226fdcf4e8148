package io.shopfunnel.verify.oracle;

import java.nio.file.Path;

/**
 * A file to compute from.
 *
 * @param path where it is
 * @param name what its events' ids call it, as the replayer was told
 */
public record SourceFile(Path path, String name) {
  /** A file under its base name, as the replayer calls it unless told otherwise. */
  public static SourceFile of(Path path) {
    return new SourceFile(path, String.valueOf(path.getFileName()));
  }
}
