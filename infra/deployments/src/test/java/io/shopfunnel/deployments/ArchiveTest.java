package io.shopfunnel.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What `make dist` packs follows from names and contents, not from where and by whom it is done.
 */
class ArchiveTest {
  private static final List<String> NAMES = List.of("Makefile", "a/run.sh", "a/b", "a-b", "docs/z");

  @TempDir private Path folder;

  @Test
  void theSameFilesGiveTheSameBytes() throws Exception {
    List<String> otherWayRound = new ArrayList<>(NAMES);
    Collections.reverse(otherWayRound);
    Path one = tree("one", NAMES, "rwxr-xr-x", "rw-r--r--", Instant.now());
    Path other = tree("other", otherWayRound, "rwx------", "rw-------", Instant.EPOCH);

    assertThat(pack(one)).hasSameBinaryContentAs(pack(other));

    Files.writeString(other.resolve("a/b"), "something else");
    assertThat(Files.mismatch(pack(one), pack(other))).isNotNegative();
  }

  private Path tree(
      String parent, List<String> names, String folders, String files, Instant modified)
      throws Exception {
    Path root = folder.resolve(parent).resolve("shop-funnel");
    for (String name : names) {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Collections.reverseOrder()).toList()) {
        boolean runs = Files.isDirectory(path) || path.toString().endsWith(".sh");
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(runs ? folders : files));
        Files.setLastModifiedTime(path, FileTime.from(modified));
      }
    }
    return root;
  }

  private static Path pack(Path tree) throws Exception {
    Path archive = tree.resolveSibling("shop-funnel.tar.gz");
    Process script =
        new ProcessBuilder(
                Documents.ROOT.resolve("infra/bin/pack.sh").toString(),
                tree.toString(),
                "2026-01-01T00:00:00Z",
                archive.toString())
            .inheritIO()
            .start();
    assertThat(script.waitFor()).isZero();
    return archive;
  }
}
