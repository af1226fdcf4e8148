package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.funnel.Funnels;
import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;

/** The measurement funnel_catalog: by which funnels each day with events is counted. */
record CatalogPoints(Database database, Funnels funnels) {
  private static final String CATALOG =
      "INSERT INTO expected_funnel_catalog SELECT DISTINCT '1d', %s, left(sha256(%s), 16), %d FROM every_event";

  void catalog() {
    database.run(
        CATALOG.formatted(
            WindowLength.DAY.start("t"), Database.text(funnels.yaml()), funnels.list().size()));
  }
}
