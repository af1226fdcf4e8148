import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A service that knows of the shop's orders nothing but the topic: it follows them, and prints the
 * totals whenever they have changed. It keeps them in memory, so it reads from the beginning each
 * time it starts; orders.py shows how to go on where one was.
 */
public final class OrderTotals {
  private static final String HELP =
      """
      Follows the topic of confirmed orders, and prints the totals whenever they change.

      java -cp 'infra/kafka-dist/target/lib/*' infra/examples/OrderTotals.java [OPTION VALUE]...
        --brokers  Kafka's addresses (localhost:19092)
        --topic    the topic of orders (shop-orders)
        --group    the consumer group; each reads everything on its own (order-totals)

      Example:
        java -cp 'infra/kafka-dist/target/lib/*' infra/examples/OrderTotals.java --group shipping
      """;

  /** The last version of each order. One whose items are gone is withdrawn, and counts nothing. */
  private final Map<String, JsonNode> orders = new HashMap<>();

  private final ObjectMapper json = new ObjectMapper();
  private long records;

  private void take(ConsumerRecord<byte[], byte[]> record) throws Exception {
    JsonNode order = json.readTree(record.value());
    orders.put(order.get("order_id").textValue(), order);
    records++;
  }

  private String totals() {
    long confirmed = 0;
    long items = 0;
    long cents = 0;
    for (JsonNode order : orders.values()) {
      confirmed += order.get("items").isEmpty() ? 0 : 1;
      items += order.get("items").size();
      cents += order.get("cents").longValue();
    }
    return "records %d orders %d items %d cents %d".formatted(records, confirmed, items, cents);
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer) throws Exception {
    while (true) {
      ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofSeconds(1));
      for (ConsumerRecord<byte[], byte[]> record : polled) {
        take(record);
      }
      if (!polled.isEmpty()) {
        System.out.println(totals());
      }
    }
  }

  private static Properties settings(Map<String, String> options) {
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", options.get("--brokers"));
    settings.setProperty("group.id", options.get("--group"));
    settings.setProperty("auto.offset.reset", "earliest");
    // What a crashed attempt of the job had sent is in the topic, but was never committed.
    settings.setProperty("isolation.level", "read_committed");
    settings.setProperty("enable.auto.commit", "false");
    return settings;
  }

  /** Follows the topic until it is stopped. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    options.put("--brokers", "localhost:19092");
    options.put("--topic", "shop-orders");
    options.put("--group", "order-totals");
    if (List.of(arguments).contains("--help")) {
      System.out.print(HELP);
      return;
    }
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length || options.put(arguments[i], arguments[i + 1]) == null) {
        System.err.printf("There is no option %s, or it lacks a value.%n%n%s", arguments[i], HELP);
        System.exit(2);
      }
    }
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            settings(options), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(options.get("--topic")));
      new OrderTotals().follow(consumer);
    } catch (KafkaException e) {
      System.err.println("Kafka at " + options.get("--brokers") + ": " + e.getMessage());
      System.exit(1);
    }
  }
}
