package io.shopfunnel.verify.cli;

import io.shopfunnel.options.Checked;
import io.shopfunnel.verify.funnel.Funnels;
import io.shopfunnel.verify.funnel.FunnelsFile;
import io.shopfunnel.verify.influx.InfluxDatabase;
import io.shopfunnel.verify.influx.PointLoader;
import io.shopfunnel.verify.influx.TimeRange;
import io.shopfunnel.verify.oracle.Oracle;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.summary.Summary;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what the database says. */
@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    description = "Prints a readable summary of what is in InfluxDB.",
    footer = {
      "",
      "Examples:",
      "  All that is there:   verify summary",
      "  Christmas Eve:       verify summary --from 2019-12-24 --to 2019-12-25"
    })
final class SummaryCommand implements Callable<Integer>, Checked {
  @Mixin private final InfluxOptions influx = new InfluxOptions();

  @Option(
      names = "--from",
      description = "A day like 2019-12-01, or a time like 2019-12-01T10:00:00Z.")
  private @Nullable String from;

  @Option(names = "--to", description = "The same, exclusive.")
  private @Nullable String to;

  @Option(
      names = "--funnels",
      paramLabel = "FILE",
      description = "Funnels other than the built-in.")
  private @Nullable Path funnels;

  @Option(names = "--temp-dir", description = "Where it may write (a directory in /tmp).")
  private Path tempDirectory = Path.of(System.getProperty("java.io.tmpdir"), "shop-funnel-verify");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>(Checked.failuresOf(this::begin, this::end));
    mistakes.addAll(influx.mistakes());
    return mistakes;
  }

  @Override
  public Integer call() {
    Funnels read = FunnelsFile.read(funnels);
    TimeRange range = new TimeRange(begin(), end());
    InfluxDatabase source = influx.open();
    try (Database database = Database.inMemory(tempDirectory)) {
      Summary summary = new Summary(database, read.list());
      summary.load(new PointLoader(source, database), Oracle.measurements(read), range);
      summary.print(influx.toString(), Objects.requireNonNull(spec).commandLine().getOut());
    }
    return 0;
  }

  private long begin() {
    return second("--from", from, TimeRange.ALL.fromSecond());
  }

  private long end() {
    return second("--to", to, TimeRange.ALL.toSecond());
  }

  private long second(String option, @Nullable String text, long otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      return Instant.parse(text.length() == 10 ? text + "T00:00:00Z" : text).getEpochSecond();
    } catch (DateTimeException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          option
              + ": '"
              + text
              + "' is no day like 2019-12-01 and no time like 2019-12-01T10:00:00Z");
    }
  }
}
