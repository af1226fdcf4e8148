package io.shopfunnel.bench.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Our job as whoever submits it sees it: a jar and its options. */
final class ProductJob {
  static final String MAIN = "io.shopfunnel.job.ShopFunnelJob";
  private static final String FUNNELS = "session-funnel.yaml";
  private static final String METRICS_OPTION = "--metrics";

  private ProductJob() {}

  static Path jar(Path root) {
    return root.resolve("flink-job/target/shop-funnel-job.jar");
  }

  /** The options by which it computes what the entrant is to compute. */
  static List<String> options(Entrant entrant, Plan plan) {
    if (entrant == Entrant.OURS_FULL) {
      return List.of();
    }
    return List.of(METRICS_OPTION, "events,funnel", "--funnels", funnels(plan).toString());
  }

  /** Why an entrant cannot run, if it cannot. */
  static Optional<String> obstacle(Entrant entrant, Plan plan) {
    if (entrant != Entrant.OURS_TWO || help(plan).contains(METRICS_OPTION + " ")) {
      return Optional.empty();
    }
    return Optional.of("the job has no option %s yet".formatted(METRICS_OPTION));
  }

  private static String help(Plan plan) {
    String classPath =
        plan.root().resolve("infra/flink-dist/target/lib") + "/*:" + jar(plan.root());
    List<String> command = new ArrayList<>(List.of(Program.java(), "-cp", classPath));
    command.addAll(List.of(MAIN, "--help"));
    StringBuilder help = new StringBuilder();
    new Program(command, plan.out().resolve("job-help.log"))
        .run(line -> help.append(line).append('\n'));
    return help.toString();
  }

  private static Path funnels(Plan plan) {
    Path file = plan.directory().resolve(FUNNELS);
    try (InputStream resource =
        Objects.requireNonNull(ProductJob.class.getResourceAsStream(FUNNELS))) {
      Files.write(file, resource.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new BenchException("cannot write to " + file + ": " + e.getMessage(), e);
    }
  }
}
