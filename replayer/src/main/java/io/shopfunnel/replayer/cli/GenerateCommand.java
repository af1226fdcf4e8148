package io.shopfunnel.replayer.cli;

import com.github.luben.zstd.ZstdOutputStream;
import io.shopfunnel.options.Checked;
import io.shopfunnel.replayer.generate.MonthGenerator;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a synthetic month. */
@Command(
    name = "generate",
    description = "Write a synthetic month of a shop's events: the same seed, the same bytes.",
    footer = {
      "",
      "Examples:",
      "  A lively week:          replayer generate --events 400000 --days 7 --out week.csv",
      "  All of December:        replayer generate --events 67500000 --seed 1 --out 2019-Dec.csv.zst",
      "  The cosmetics shop:     replayer generate --shop cosmetics --events 3533286 --out c.csv.gz",
      "  Straight to Kafka:      replayer generate --events 1000000 --out - | replayer replay -"
    })
final class GenerateCommand implements Callable<Integer>, Checked {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final int ZSTD_LEVEL = 3;

  @Option(
      names = "--month",
      paramLabel = "YYYY-MM",
      description = "The month. Default: ${DEFAULT-VALUE}.",
      defaultValue = "2019-12")
  private YearMonth month = YearMonth.of(2019, 12);

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Only so many days from the month's start. Default: the whole month.")
  private int days;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many rows. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1000000")
  private long events;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Which month of all possible ones. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--shop",
      description = "multi (many categories) or cosmetics. Default: ${DEFAULT-VALUE}.",
      defaultValue = "multi")
  private String shop = "multi";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write: .csv, .csv.gz or .csv.zst, or - for standard output.")
  private String out = "-";

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    if (!shop.equals("multi") && !shop.equals("cosmetics")) {
      mistakes.add("--shop is multi or cosmetics, not '" + shop + "'.");
    }
    if (events < 1) {
      mistakes.add("--events is at least 1.");
    }
    if (days < 0 || days > 366) {
      mistakes.add("--days is from 1 to 366.");
    }
    return mistakes;
  }

  @Override
  public Integer call() throws IOException {
    if (out.equals("-")) {
      write(new FileOutputStream(FileDescriptor.out));
      return 0;
    }
    Path file = Path.of(out);
    // Under another name until it is whole, so that a half-written month is never taken for one.
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try (OutputStream stream = packed(Files.newOutputStream(unfinished))) {
      write(stream);
    } catch (java.nio.file.NoSuchFileException | java.nio.file.AccessDeniedException e) {
      throw new UserMistake(out + " cannot be written: its directory is missing or read-only.");
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    return 0;
  }

  private OutputStream packed(OutputStream file) throws IOException {
    if (out.endsWith(".gz")) {
      return new GZIPOutputStream(file, BUFFER_BYTES);
    }
    if (out.endsWith(".zst")) {
      return new BufferedOutputStream(new ZstdOutputStream(file, ZSTD_LEVEL), BUFFER_BYTES);
    }
    return file;
  }

  private void write(OutputStream stream) {
    LocalDate firstDay = month.atDay(1);
    int period = days > 0 ? days : month.lengthOfMonth();
    GenerateProgress progress = new GenerateProgress(events, quiet);
    MonthGenerator.write(shop, firstDay, period, events, seed, stream, progress::rows);
    progress.done(out);
  }
}
