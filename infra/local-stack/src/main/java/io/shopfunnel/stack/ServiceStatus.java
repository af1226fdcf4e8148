package io.shopfunnel.stack;

import java.util.Optional;

/**
 * How a service is.
 *
 * @param name such as {@code kafka-1}
 * @param pid of its process, empty when it does not run
 * @param ready whether it answers as it should
 * @param stopped whether a person has stopped it, so that it stays down
 * @param restarts how often the supervisor has started it again since the stack came up
 * @param givenUp whether the supervisor has given it up, as it died again and again
 */
public record ServiceStatus(
    String name,
    Optional<Long> pid,
    boolean ready,
    boolean stopped,
    int restarts,
    boolean givenUp) {}
