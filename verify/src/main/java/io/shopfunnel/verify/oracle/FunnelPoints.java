package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.funnel.Funnel;
import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The measurements {@code funnel} and {@code time_to_convert}. */
final class FunnelPoints implements SlicedPoints {
  private final Database database;
  private final FunnelParts parts;
  private final Map<FunnelEntries, List<Funnel>> funnels = new LinkedHashMap<>();

  FunnelPoints(Database database, List<Funnel> funnels, long eventsAtATime) {
    this.database = database;
    this.parts = new FunnelParts(database, funnels, eventsAtATime);
    for (Funnel funnel : funnels) {
      FunnelEntries entries = new FunnelEntries(database, funnel.actor(), funnel.steps().get(0));
      this.funnels.computeIfAbsent(entries, none -> new ArrayList<>()).add(funnel);
    }
  }

  @Override
  public String name() {
    return "funnel, time_to_convert";
  }

  @Override
  public void begin() {
    parts.begin();
  }

  @Override
  public void add() {
    funnels.forEach(this::add);
    parts.uniteIfMany();
  }

  /** Actors of sessions enter once for all windows, users once in every window. */
  private void add(FunnelEntries entries, List<Funnel> sharing) {
    new LaterEvents(database, entries, sharing).find();
    if (entries.actor().bySession()) {
      entries.find(null, "event");
      sharing.forEach(funnel -> follow(entries, funnel, null));
    } else {
      String from = "event";
      for (WindowLength length : entryWindows(sharing)) {
        entries.find(length, from);
        sharing.stream()
            .filter(funnel -> funnel.entryWindows().contains(length))
            .forEach(funnel -> follow(entries, funnel, length));
        from = "entry";
      }
    }
    database.dropTables("entry", "later");
  }

  private static SortedSet<WindowLength> entryWindows(List<Funnel> funnels) {
    SortedSet<WindowLength> lengths = new TreeSet<>();
    funnels.forEach(funnel -> lengths.addAll(funnel.entryWindows()));
    return lengths;
  }

  private void follow(FunnelEntries entries, Funnel funnel, @Nullable WindowLength length) {
    FunnelChains chains = new FunnelChains(database, funnel, entries);
    chains.follow();
    parts.add(funnel, length, entries.key(), chains.freeOutcome());
    chains.close();
  }

  @Override
  public void publish() {
    parts.publish();
  }
}
