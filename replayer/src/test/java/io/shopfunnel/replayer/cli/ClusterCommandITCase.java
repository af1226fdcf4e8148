package io.shopfunnel.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.replayer.TestingCluster;
import io.shopfunnel.replayer.publish.KafkaSettings;
import io.shopfunnel.stack.LocalStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The cluster as it is shown while servers come and go. */
class ClusterCommandITCase {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

  private final LocalStack stack = TestingCluster.get();
  private final StringWriter out = new StringWriter();

  private int run(String... more) {
    String connect = stack.zooKeeperConnect();
    int slash = connect.indexOf('/');
    List<String> arguments = new ArrayList<>(List.of("cluster", "--brokers", stack.brokers()));
    arguments.addAll(List.of("--zookeeper", connect.substring(0, slash)));
    arguments.addAll(List.of("--chroot", connect.substring(slash)));
    arguments.addAll(List.of(more));
    return Replayer.commandLine()
        .setOut(new PrintWriter(out))
        .execute(arguments.toArray(String[]::new));
  }

  private void createTopics(String topic) {
    String[] command = {"topics", "--brokers", stack.brokers(), "--topic", topic};
    StringWriter err = new StringWriter();
    int code =
        Replayer.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(command);
    assertThat(code).as(err.toString()).isZero();
  }

  @Test
  void theClusterIsShownAsRegisteredInZooKeeper() {
    createTopics("seen");
    run();
    assertThat(out.toString())
        .contains("leader ", "follower ", "controller", "seen-0 ", "seen-5 ")
        .containsPattern("seen-0 .*\\[\\d]")
        .doesNotContain("\u001b[");
  }

  @Test
  void onWishTheLeaderIsRedAndReplicasAreBlue() {
    createTopics("painted");
    run("--color", "always");
    assertThat(out.toString())
        .containsPattern("painted-0 .*\u001b\\[31;1m\\[\\d]")
        .containsPattern("painted-0 .*\u001b\\[34m \\d ");
  }

  @Test
  void theEndMarkOfATransactionIsNothingToBeBehind() throws Exception {
    createTopics("marked");
    TopicPartition partition = new TopicPartition("marked", 0);
    KafkaSettings settings = new KafkaSettings(stack.brokers(), new Properties());
    try (KafkaProducer<byte[], byte[]> producer = settings.producer("marked");
        Admin admin = settings.admin()) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int record = 0; record < 3; record++) {
        var unused = producer.send(new ProducerRecord<>("marked", 0, new byte[0], new byte[0]));
      }
      producer.commitTransaction();

      admin
          .alterConsumerGroupOffsets("all", Map.of(partition, new OffsetAndMetadata(3)))
          .all()
          .get();
      run("--group", "all");
      assertThat(out.toString()).contains("Consumer group all: 0 records behind");

      admin
          .alterConsumerGroupOffsets("one", Map.of(partition, new OffsetAndMetadata(1)))
          .all()
          .get();
      run("--group", "one");
      assertThat(out.toString()).contains("at 1 of 4, 3 behind");
    }
  }

  @Test
  void whoeverWatchesSeesServersGoAndComeBack() throws Exception {
    createTopics("watched");
    Thread watcher = new Thread(() -> assertThat(run("--watch")).isZero());
    watcher.start();
    try {
      int all = await(0, "0 of \\d+ under-replicated");
      stack.kill("kafka-3");
      int gone = await(all, "  3 +not registered +down");
      int behind = await(gone, "watched-0 .*3 ! .*UNDER-REPLICATED");
      stack.start("kafka-3");
      int back = await(behind, "(?s)  3 +127\\.0\\.0\\.1:.* 0 of \\d+ under-replicated");
      stack.kill("zookeeper-1");
      int down = await(back, "127.0.0.1:\\d+ +down ");
      stack.start("zookeeper-1");
      await(down, "(?s)(leader|follower).*(leader|follower).*(leader|follower).*Brokers");
    } finally {
      stack.start("kafka-3");
      stack.start("zookeeper-1");
      watcher.interrupt();
    }
    watcher.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
    assertThat(watcher.isAlive()).isFalse();
  }

  /** Waits until one of the shown states after a place has all of the pattern; its place. */
  private int await(int from, String pattern) throws InterruptedException {
    Pattern wanted = Pattern.compile(pattern);
    for (long end = System.nanoTime() + PATIENCE_NANOS; System.nanoTime() < end; ) {
      String all = out.toString();
      for (int at = all.indexOf("--- ", from); at >= 0; at = all.indexOf("--- ", at + 1)) {
        int next = all.indexOf("--- ", at + 1);
        if (wanted.matcher(next < 0 ? all.substring(at) : all.substring(at, next)).find()) {
          return at;
        }
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("Not shown: " + pattern + " in\n" + out.toString().substring(from));
  }
}
