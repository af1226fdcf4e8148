package io.shopfunnel.verify.cli;

import io.shopfunnel.options.Checked;
import io.shopfunnel.verify.influx.InfluxDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where InfluxDB is. */
final class InfluxOptions {
  @Option(
      names = "--influx-url",
      defaultValue = "http://localhost:18086",
      description = "Where InfluxDB is (${DEFAULT-VALUE}).")
  private String url = "";

  @Option(
      names = "--database",
      defaultValue = "shop",
      description = "The database (${DEFAULT-VALUE}).")
  private String database = "";

  @Option(names = "--influx-user", description = "The user, where InfluxDB asks for one.")
  private @Nullable String user;

  @Option(names = "--influx-password-file", description = "The file with that user's password.")
  private @Nullable Path passwordFile;

  @Option(names = "--influx-ca-file", description = "The certificates (PEM) to trust, for HTTPS.")
  private @Nullable Path caFile;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /** What is wrong with them, a sentence each. */
  List<String> mistakes() {
    return Checked.failuresOf(this::credentials);
  }

  /** The database, which is there. */
  InfluxDatabase open() {
    InfluxDatabase influx = new InfluxDatabase(url, database, credentials(), caFile);
    influx.check();
    return influx;
  }

  private @Nullable String credentials() {
    if (user == null) {
      return null;
    }
    try {
      return user + ":" + (passwordFile == null ? "" : Files.readString(passwordFile).strip());
    } catch (IOException e) {
      CommandSpec mixee = Objects.requireNonNull(spec);
      throw new ParameterException(
          mixee.commandLine(), "--influx-password-file: cannot read " + passwordFile);
    }
  }

  /** For a person: the database and where it is. */
  @Override
  public String toString() {
    return "database " + database + " at " + url;
  }
}
