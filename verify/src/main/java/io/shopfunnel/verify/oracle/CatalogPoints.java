package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.funnel.Funnel;
import io.shopfunnel.verify.funnel.Funnels;
import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The measurement funnel_catalog: by which funnels each hour and each day with events is counted,
 * and what their steps are called.
 */
record CatalogPoints(Database database, Funnels funnels) {
  private static final String CATALOG =
      """
      INSERT INTO expected_funnel_catalog
      SELECT funnel, label, depth, step, '%s', start, left(sha256(%s), 16), %d
      FROM (SELECT DISTINCT %s AS start FROM every_event)
      CROSS JOIN (VALUES %s) AS steps (funnel, depth, step, label)
      """;

  void catalog() {
    String steps =
        funnels.list().stream().flatMap(CatalogPoints::steps).collect(Collectors.joining(", "));
    for (WindowLength length : List.of(WindowLength.HOUR, WindowLength.DAY)) {
      database.run(
          CATALOG.formatted(
              length.tag(),
              Database.text(funnels.yaml()),
              funnels.list().size(),
              length.start("t"),
              steps));
    }
  }

  private static Stream<String> steps(Funnel funnel) {
    return IntStream.rangeClosed(1, funnel.steps().size())
        .mapToObj(
            step ->
                "(%s, '%d', '%d', %s)"
                    .formatted(
                        Database.text(funnel.name()),
                        funnel.steps().size(),
                        step,
                        Database.text(name(funnel.steps().get(step - 1)))));
  }

  private static String name(Funnel.EventFilter step) {
    return Stream.of(
            step.event(),
            step.category(),
            step.brand(),
            price("from ", step.minCents()),
            price("below ", step.maxCents()))
        .filter(word -> word != null)
        .collect(Collectors.joining(" "));
  }

  private static @Nullable String price(String word, @Nullable Long cents) {
    return cents == null ? null : word + BigDecimal.valueOf(cents, 2).toPlainString();
  }
}
