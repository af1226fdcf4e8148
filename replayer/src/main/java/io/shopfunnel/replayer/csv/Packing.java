package io.shopfunnel.replayer.csv;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** How a CSV file is packed, told by the end of its name. */
public enum Packing {
  NONE("") {
    @Override
    InputStream unpack(InputStream raw) {
      return raw;
    }
  },
  GZIP(".gz") {
    @Override
    InputStream unpack(InputStream raw) throws IOException {
      return new GZIPInputStream(raw, BUFFER_BYTES);
    }
  },
  ZSTD(".zst") {
    @Override
    InputStream unpack(InputStream raw) throws IOException {
      return new ZstdInputStream(raw);
    }
  },
  /** An archive that holds one CSV file; what else it holds is passed over. */
  ZIP(".zip") {
    @Override
    InputStream unpack(InputStream raw) throws IOException {
      ZipInputStream archive = new ZipInputStream(raw);
      for (ZipEntry entry = archive.getNextEntry(); ; entry = archive.getNextEntry()) {
        if (entry == null) {
          throw new IOException("the archive holds no .csv file");
        }
        if (isCsv(entry)) {
          return archive;
        }
      }
    }

    @Override
    void check(Path file) throws IOException, InputMistake {
      try (ZipFile archive = new ZipFile(file.toFile())) {
        List<String> found =
            archive.stream().filter(entry -> isCsv(entry)).map(entry -> entry.getName()).toList();
        if (found.size() != 1) {
          throw new InputMistake(
              found.isEmpty()
                  ? file + " holds no .csv file."
                  : "%s holds several .csv files (%s): unpack it, and name them one by one."
                      .formatted(file, String.join(", ", found)));
        }
      }
    }

    /** macOS puts a file of its own beside each that it packs. */
    private boolean isCsv(ZipEntry entry) {
      String name = entry.getName().toLowerCase(Locale.ROOT);
      boolean ofMacOs = name.startsWith("__macosx/") || name.contains("/._");
      return name.endsWith(".csv") && !ofMacOs;
    }
  };

  private static final int BUFFER_BYTES = 1 << 16;

  /** The first bytes of a packed file, as text in which each character is a byte. */
  private static final Map<String, Packing> MAGIC =
      Map.of("\u001f\u008b", GZIP, "(\u00b5/\u00fd", ZSTD, "PK\u0003\u0004", ZIP);

  private final String suffix;

  Packing(String suffix) {
    this.suffix = suffix;
  }

  /** How bytes are packed, told by their beginning. */
  static Packing ofBytes(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    return MAGIC.entrySet().stream()
        .filter(magic -> text.startsWith(magic.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(NONE);
  }

  String suffix() {
    return suffix;
  }

  /**
   * Looks whether a file is packed so that it can be read.
   *
   * @throws InputMistake where it holds other than one file of events
   */
  void check(Path file) throws IOException, InputMistake {}

  static Packing of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    for (Packing packing : values()) {
      if (packing != NONE && name.endsWith(packing.suffix)) {
        return packing;
      }
    }
    return NONE;
  }

  abstract InputStream unpack(InputStream raw) throws IOException;
}
