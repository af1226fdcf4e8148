package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.ledger.SessionRules;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of metrics that can be asked for. A new metric is one line here. */
public enum MetricKind {
  EVENTS((funnels, rules) -> List.of(new EventsMetric())),
  PRICE_BAND((funnels, rules) -> List.of(new PriceBandMetric())),
  ACTIVE((funnels, rules) -> List.of(new ActiveMetric())),
  ORDERS((funnels, rules) -> List.of(new OrdersMetric())),
  CART((funnels, rules) -> List.of(new CartMetric(rules))),
  TOP(
      (funnels, rules) ->
          List.of(TopMetric.products(), TopMetric.brands(), TopMetric.categories())),
  FUNNEL((funnels, rules) -> FunnelMetric.all(funnels.funnels(), rules));

  private final BiFunction<FunnelCatalog, SessionRules, List<Metric>> factory;

  MetricKind(BiFunction<FunnelCatalog, SessionRules, List<Metric>> factory) {
    this.factory = factory;
  }

  List<Metric> metrics(FunnelCatalog funnels, SessionRules rules) {
    return factory.apply(funnels, rules);
  }

  /** The name by which it is asked for, for example {@code price_band}. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of all kinds, for messages. */
  public static String optionNames() {
    return Arrays.stream(values()).map(MetricKind::optionName).collect(Collectors.joining(", "));
  }

  /** The kind of that name, or null where there is none. */
  public static @Nullable MetricKind ofOptionName(String name) {
    for (MetricKind kind : values()) {
      if (kind.optionName().equals(name)) {
        return kind;
      }
    }
    return null;
  }
}
