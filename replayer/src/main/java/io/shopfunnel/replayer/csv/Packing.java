package io.shopfunnel.replayer.csv;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
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
        String name = entry.getName().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") && !name.startsWith("__macosx")) {
          return archive;
        }
      }
    }
  };

  private static final int BUFFER_BYTES = 1 << 16;

  private final String suffix;

  Packing(String suffix) {
    this.suffix = suffix;
  }

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
