package io.shopfunnel.stack;

import java.util.Optional;

/**
 * How a service is.
 *
 * @param name such as {@code kafka-1}
 * @param pid of its process, empty when it does not run
 * @param ready whether it answers as it should
 */
public record ServiceStatus(String name, Optional<Long> pid, boolean ready) {}
