package io.shopfunnel.faults.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small disks of their own for what may be filled up: a tmpfs each, which only root may mount. */
public final class Disks {
  private static final String BALLAST = "ballast";
  private static final int CHUNK = 1 << 20;

  private final List<Path> folders;
  private final boolean mounted;

  private Disks(List<Path> folders, boolean mounted) {
    this.folders = folders;
    this.mounted = mounted;
  }

  /** Mounts one at each folder, where that is allowed. */
  static Disks mount(List<Path> folders, int megabytes) {
    boolean all = true;
    for (Path folder : folders) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new FaultsException("Cannot make " + folder + ": " + e.getMessage(), e);
      }
      String size = "size=%dm".formatted(megabytes);
      all = all && Command.succeeds("mount", "-t", "tmpfs", "-o", size, "none", folder.toString());
    }
    Disks disks = new Disks(List.copyOf(folders), all);
    if (!all) {
      disks.unmount();
    }
    return disks;
  }

  /** Whether there are any. */
  public boolean areMounted() {
    return mounted;
  }

  /** Leaves no byte on the disk of this folder. */
  public static void fill(Path folder) {
    byte[] chunk = new byte[CHUNK];
    try (OutputStream ballast = Files.newOutputStream(folder.resolve(BALLAST))) {
      while (true) {
        ballast.write(chunk);
      }
    } catch (IOException full) {
      // That was the aim.
    }
  }

  /** Gives back what {@link #fill} took. */
  public static void clear(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(BALLAST));
    } catch (IOException e) {
      throw new FaultsException("Cannot delete the ballast in " + folder, e);
    }
  }

  void unmount() {
    folders.forEach(Disks::unmount);
  }

  /** Also one that a killed suite has left behind. */
  static void unmount(Path folder) {
    if (Files.isDirectory(folder)) {
      boolean unused = Command.succeeds("umount", "-l", folder.toString());
    }
  }
}
