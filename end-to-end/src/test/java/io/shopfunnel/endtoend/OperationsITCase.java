package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What job and services tell of themselves, on a stack as a user runs it: every panel of the
 * dashboard that asks for it gets an answer, from few series.
 */
class OperationsITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static UserStack user;

  @BeforeAll
  static void runAJob() throws Exception {
    user = UserStack.up("operations");
    String brokers = user.stack().brokers();
    Path csv = user.folder().resolve("2019-Dec-operations.csv");
    succeed(
        Program.replayer(
            "generate", "--events", 5_000, "--days", 1, "--seed", 3, "--quiet", "--out", csv));
    succeed(Program.replayer("topics", "--brokers", brokers));
    succeed(Program.replayer("replay", "--quiet", "--brokers", brokers, csv));
    sendJunk(brokers);
    List<Object> submission = new ArrayList<>(List.of("--", Program.jobJar()));
    submission.addAll(List.of("--brokers", brokers, "--checkpoint-interval", "500ms"));
    submission.addAll(user.asWriter());
    user.does("submit", submission.toArray());
  }

  @AfterAll
  static void down() throws Exception {
    if (user != null) {
      user.down();
    }
  }

  @Test
  void everyPanelGetsAnAnswerFromFewSeries() throws Exception {
    List<String> queries = queries();
    assertThat(queries).hasSizeGreaterThan(10);
    for (String query : queries) {
      awaitAnswer(query);
    }
    for (String field : List.of("record", "price")) {
      awaitAnswer("SHOW TAG VALUES WITH KEY = \"field\" WHERE \"field\" = '" + field + "'");
    }
    for (String query : marks()) {
      assertThat(series(query)).as("nothing was started again: " + query).isEmpty();
    }
    int series = series("SHOW SERIES").get(0).get("values").size();
    assertThat(series).as("series").isLessThan(300);
    assertThat(new TreeSet<>(tags("name")))
        .contains("kafka-1", "zookeeper-3", "taskmanager", "influxdb");
    assertThat(tags("field")).containsExactlyInAnyOrder("record", "price");
    assertThat(tags("tm_id")).containsOnly("taskmanager");
  }

  private static void sendJunk(String brokers) {
    Map<String, Object> settings = Map.of("bootstrap.servers", brokers);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String junk :
          List.of(
              "no event",
              """
              {"event_time":"2019-12-01 00:00:00 UTC","event_type":"view","product_id":1,
              "category_id":1,"price":"dear","user_id":1,"event_id":"junk:1"}
              """)) {
        var unused =
            producer.send(
                new ProducerRecord<>("shop-events", junk.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  /** The dashboard's own, as Grafana sends them, of the last hour. */
  private static List<String> queries() throws IOException {
    return rendered(board().findParents("rawQuery"), "/query");
  }

  /** Those of its annotations. */
  private static List<String> marks() throws IOException {
    return rendered(board().at("/annotations/list"), "/target/query");
  }

  private static JsonNode board() throws IOException {
    return JSON.readTree(Program.root().resolve("grafana/dashboards/shop-trust.json").toFile());
  }

  private static List<String> rendered(Iterable<JsonNode> all, String text) {
    List<String> queries = new ArrayList<>();
    for (JsonNode each : all) {
      if (each.at("/datasource/uid").asText().equals("shop-operations")) {
        queries.add(
            each.at(text)
                .asText()
                .replace("$timeFilter", "time > now() - 1h")
                .replace("$__interval", "10s"));
      }
    }
    return queries;
  }

  private static void awaitAnswer(String query) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (series(query).isEmpty()) {
      assertThat(System.nanoTime()).as(query).isLessThan(deadline);
      Thread.sleep(500);
    }
  }

  private static List<String> tags(String key) throws Exception {
    List<String> values = new ArrayList<>();
    for (JsonNode series : series("SHOW TAG VALUES WITH KEY = \"" + key + "\"")) {
      series.get("values").forEach(value -> values.add(value.get(1).asText()));
    }
    return values.stream().distinct().toList();
  }

  private static List<JsonNode> series(String query) throws IOException, InterruptedException {
    URI ask =
        user.stack()
            .influxUrl()
            .resolve("/query?db=flink&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(ask)
                    .header("Authorization", user.stack().influxReader().orElseThrow().basic())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    JsonNode answer = JSON.readTree(response.body());
    assertThat(answer.findValue("error")).as(query + ": " + response.body()).isNull();
    List<JsonNode> series = new ArrayList<>();
    answer.at("/results/0/series").forEach(series::add);
    return series;
  }

  private static void succeed(Program.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
