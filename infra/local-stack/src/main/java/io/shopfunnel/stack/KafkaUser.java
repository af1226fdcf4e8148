package io.shopfunnel.stack;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Who Kafka knows where it asks, and what they may do there. */
public enum KafkaUser {
  /** The brokers among themselves: everything. */
  BROKER,
  /** The stack's program: everything. */
  ADMIN,
  /** Makes the topics of events, fills them, and looks how the job comes along. */
  REPLAYER,
  /** Reads events, and writes what is no event, or came too late, and confirmed orders. */
  JOB;

  private static final String EVENTS = "shop-events";
  private static final String ORDERS = "shop-orders";

  /** Groups, and the transactions of orders that are named by them, begin with this. */
  private static final String GROUPS = "shop";

  /** The name that Kafka knows. */
  public String userName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is known before there is a broker that could make it known. */
  boolean isKnownToBrokers() {
    return this == BROKER || this == ADMIN;
  }

  /** The rights of all those that do not have them all. */
  static List<AclBinding> rights() {
    return Stream.of(
            REPLAYER.may(
                ResourceType.TOPIC,
                EVENTS,
                PatternType.PREFIXED,
                CREATE,
                DESCRIBE,
                DESCRIBE_CONFIGS,
                ALTER_CONFIGS,
                READ,
                WRITE),
            REPLAYER.may(
                ResourceType.TOPIC,
                ORDERS,
                PatternType.LITERAL,
                CREATE,
                DESCRIBE,
                DESCRIBE_CONFIGS,
                ALTER_CONFIGS),
            REPLAYER.may(ResourceType.TRANSACTIONAL_ID, "*", PatternType.LITERAL, DESCRIBE, WRITE),
            REPLAYER.may(ResourceType.GROUP, GROUPS, PatternType.PREFIXED, DESCRIBE),
            JOB.may(ResourceType.TOPIC, EVENTS, PatternType.LITERAL, DESCRIBE, READ),
            JOB.may(
                ResourceType.TOPIC, EVENTS + ".dead-letter", PatternType.LITERAL, DESCRIBE, WRITE),
            JOB.may(ResourceType.TOPIC, EVENTS + ".late", PatternType.LITERAL, DESCRIBE, WRITE),
            JOB.may(ResourceType.TOPIC, ORDERS, PatternType.LITERAL, DESCRIBE, WRITE),
            JOB.may(ResourceType.TRANSACTIONAL_ID, GROUPS, PatternType.PREFIXED, DESCRIBE, WRITE),
            JOB.may(ResourceType.GROUP, GROUPS, PatternType.PREFIXED, DESCRIBE, READ))
        .flatMap(List::stream)
        .toList();
  }

  private List<AclBinding> may(
      ResourceType type, String name, PatternType pattern, AclOperation... operations) {
    ResourcePattern resource = new ResourcePattern(type, name, pattern);
    return Stream.of(operations)
        .map(
            operation ->
                new AclBinding(
                    resource,
                    new AccessControlEntry(
                        "User:" + userName(), "*", operation, AclPermissionType.ALLOW)))
        .toList();
  }
}
