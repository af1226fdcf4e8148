package io.shopfunnel.stack;

import java.net.URI;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A task manager is ready when the job manager lists one that it did not list before the start: a
 * killed one stays on the list until its heartbeat is missed.
 */
final class TaskManagerProbe implements Probe {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  private final URI list;
  private Set<String> before = Set.of();

  TaskManagerProbe(URI rest) {
    this.list = rest.resolve("/taskmanagers");
  }

  @Override
  public void starting() {
    before = registered();
  }

  @Override
  public boolean ready() {
    return !before.containsAll(registered());
  }

  private Set<String> registered() {
    return Probes.get(list).stream()
        .flatMap(body -> ID.matcher(body).results().map((MatchResult match) -> match.group(1)))
        .collect(Collectors.toSet());
  }
}
