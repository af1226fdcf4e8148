package io.shopfunnel.job;

import io.shopfunnel.schema.ShopOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/** Takes confirmed orders, each once: in transactions that end with the checkpoint they are of. */
final class OrderTopic {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String MOST = "transaction.max.timeout.ms";

  private OrderTopic() {}

  /**
   * The sink. Its transactions are named by group and kind of job: a live job and a backfill do not
   * disturb each other; two of one group and one kind would.
   */
  static KafkaSink<ShopOrder> sink(JobConfig config, OrdersConfig orders) {
    String kind = config.bounded() ? "backfill" : "live";
    return KafkaSink.<ShopOrder>builder()
        .setBootstrapServers(config.brokers())
        .setKafkaProducerConfig(config.kafka())
        .setProperty(
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            Long.toString(orders.transactionTimeout().toMillis()))
        .setTransactionalIdPrefix(config.groupId() + "-" + kind + "-" + orders.topic())
        .setRecordSerializer(new OrderRecords(orders.topic()))
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .build();
  }

  /** What is wrong with the transactions' timeout, as far as the brokers tell. */
  static Optional<String> mistake(Admin admin, OrdersConfig orders)
      throws ExecutionException, InterruptedException, TimeoutException {
    Optional<Long> most = longestTransaction(admin);
    if (most.isEmpty() || orders.transactionTimeout().toMillis() <= most.get()) {
      return Optional.empty();
    }
    return Optional.of(
        "--transaction-timeout %d s is more than the brokers allow: their %s is %d."
                .formatted(orders.transactionTimeout().toSeconds(), MOST, most.get())
            + " Lower the one or raise the other.");
  }

  private static Optional<Long> longestTransaction(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<ConfigResource> brokers =
        admin.describeCluster().nodes().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).stream()
            .map(Node::idString)
            .map(id -> new ConfigResource(ConfigResource.Type.BROKER, id))
            .toList();
    try {
      Map<ConfigResource, Config> settings =
          admin.describeConfigs(brokers).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return settings.values().stream()
          .flatMap(broker -> Optional.ofNullable(broker.get(MOST)).stream())
          .map(most -> Long.parseLong(most.value()))
          .min(Long::compare);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        // Who may not ask hears of it from the first transaction.
        return Optional.empty();
      }
      throw e;
    }
  }
}
