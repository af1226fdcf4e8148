package io.shopfunnel.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The versions of what is compared, told by the jars that run. */
final class Versions {
  private static final Map<String, String> JARS = jars();

  private Versions() {}

  private static Map<String, String> jars() {
    Map<String, String> jars = new LinkedHashMap<>();
    jars.put("Kafka", "infra/kafka-dist/target/lib/kafka_2.13-");
    jars.put("ZooKeeper", "infra/kafka-dist/target/lib/zookeeper-");
    jars.put("Flink", "infra/flink-dist/target/lib/flink-runtime-");
    jars.put("Flink SQL", "benchmarks/flink-sql/target/lib/flink-table-planner_2.12-");
    jars.put("Kafka Streams", "benchmarks/kafka-streams/target/lib/kafka-streams-");
    jars.put("Jackson", "benchmarks/target/lib/jackson-databind-");
    jars.put("DuckDB", "benchmarks/target/lib/duckdb_jdbc-");
    return jars;
  }

  static String sentence(Path root) {
    return JARS.entrySet().stream()
        .map(jar -> jar.getKey() + " " + version(root.resolve(jar.getValue())))
        .collect(Collectors.joining(", "));
  }

  private static String version(Path prefix) {
    String begin = prefix.getFileName().toString();
    try (Stream<Path> files = Files.list(prefix.getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\Q" + begin + "\\E[0-9].*\\.jar"))
          .map(name -> name.substring(begin.length(), name.length() - ".jar".length()))
          .sorted()
          .findFirst()
          .orElse("?");
    } catch (IOException e) {
      throw new BenchException(
          prefix.getParent() + " cannot be read: build first, with make build.", e);
    }
  }
}
