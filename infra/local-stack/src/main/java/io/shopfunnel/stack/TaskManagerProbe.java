package io.shopfunnel.stack;

import java.net.URI;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A task manager is ready when the job manager lists it at an address that it did not list before
 * the start: a killed one, which had the same name, stays on the list until its heartbeat is missed
 * or the new one takes its place.
 */
final class TaskManagerProbe implements Probe {
  private final URI list;
  private final Pattern address;
  private Set<String> before = Set.of();

  TaskManagerProbe(URI rest, String name) {
    this.list = rest.resolve("/taskmanagers");
    this.address = Pattern.compile("\"id\":\"" + Pattern.quote(name) + "\",\"path\":\"([^\"]+)\"");
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
        .flatMap(body -> address.matcher(body).results().map((MatchResult match) -> match.group(1)))
        .collect(Collectors.toSet());
  }
}
