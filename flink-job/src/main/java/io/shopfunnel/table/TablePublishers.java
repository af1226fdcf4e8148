package io.shopfunnel.table;

import io.shopfunnel.window.Window;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A publisher for each family and length of window. Not thread-safe. */
public final class TablePublishers {
  private final Map<String, Map<Window, TablePublisher>> publishers = new HashMap<>();

  /** Publishers of all tables of these families. */
  public TablePublishers(List<TableFamily> families) {
    for (TableFamily family : families) {
      Map<Window, TablePublisher> byWindow = new EnumMap<>(Window.class);
      family.windows().forEach(window -> byWindow.put(window, new TablePublisher(family, window)));
      publishers.put(family.name(), byWindow);
    }
  }

  /**
   * The publisher of a table.
   *
   * @throws IllegalArgumentException where no family has such a table
   */
  public TablePublisher of(TableKey key) {
    TablePublisher publisher = publishers.getOrDefault(key.family(), Map.of()).get(key.window());
    if (publisher == null) {
      throw new IllegalArgumentException("no metric fills the table " + key);
    }
    return publisher;
  }
}
