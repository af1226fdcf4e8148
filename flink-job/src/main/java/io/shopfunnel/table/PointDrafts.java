package io.shopfunnel.table;

import java.util.List;

/** Takes the points that a table amounts to. */
@FunctionalInterface
public interface PointDrafts {
  /**
   * Takes a point.
   *
   * @param schema its shape; one of the family's
   * @param tagValues the tags' values
   * @param fieldValues the fields' values, with 0 for {@code rev}
   * @param mature whether nothing but a late event can still change it
   */
  void add(PointSchema schema, List<String> tagValues, List<Object> fieldValues, boolean mature);
}
