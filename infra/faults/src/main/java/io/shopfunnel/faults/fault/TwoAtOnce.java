package io.shopfunnel.faults.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Two kinds, drawn from these, fall at the same time. */
record TwoAtOnce(List<Fault> kinds) implements Fault {
  @Override
  public String name() {
    return "two-at-once";
  }

  @Override
  public String title() {
    return "two at once of: " + String.join(", ", kinds.stream().map(Fault::name).toList());
  }

  @Override
  public Instant strike(Scene scene) {
    List<Fault> left = new ArrayList<>(kinds);
    Fault first = left.remove(scene.random().nextInt(left.size()));
    Fault second = left.remove(scene.random().nextInt(left.size()));
    scene.notes().add(first.name() + " and " + second.name());
    return Stream.of(first, second)
        .map(fault -> CompletableFuture.supplyAsync(() -> fault.strike(scene)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }
}
