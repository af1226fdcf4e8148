package io.shopfunnel.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A provisioned alert rule, as its file says. */
record AlertRule(Map<?, ?> yaml) {
  /** All that are provisioned. */
  static List<AlertRule> all() {
    try {
      String file =
          Files.readString(Dashboard.GRAFANA.resolve("provisioning/alerting/shop-funnel.yaml"));
      Map<?, ?> root = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(file);
      Map<?, ?> group = (Map<?, ?>) list(root.get("groups")).get(0);
      List<AlertRule> rules = new ArrayList<>();
      list(group.get("rules")).forEach(rule -> rules.add(new AlertRule((Map<?, ?>) rule)));
      return rules;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static AlertRule of(String uid) {
    return all().stream().filter(rule -> rule.text("uid").equals(uid)).findAny().orElseThrow();
  }

  String text(String key) {
    return String.valueOf(yaml.get(key));
  }

  String annotation(String key) {
    return String.valueOf(((Map<?, ?>) yaml.get("annotations")).get(key));
  }

  /** One step: a query, or an expression over earlier ones. */
  record Step(Map<?, ?> yaml) {
    String ref() {
      return String.valueOf(yaml.get("refId"));
    }

    boolean isQuery() {
      return !source().equals("__expr__");
    }

    /** The uid of the data source that it asks. */
    String source() {
      return String.valueOf(yaml.get("datasourceUid"));
    }

    /** A setting of its model, with the dollar signs that Grafana makes of two. */
    String model(String key) {
      return String.valueOf(((Map<?, ?>) yaml.get("model")).get(key)).replace("$$", "$");
    }

    /** How many seconds before now its period begins ({@code from}) or ends ({@code to}). */
    long secondsAgo(String end) {
      return ((Number) ((Map<?, ?>) yaml.get("relativeTimeRange")).get(end)).longValue();
    }
  }

  List<Step> steps() {
    return list(yaml.get("data")).stream().map(step -> new Step((Map<?, ?>) step)).toList();
  }

  /** Its queries for the shop's numbers, as those of a dashboard. */
  List<Dashboard.Query> queries() {
    return queries(Dashboard.SHOP);
  }

  /** Those for what job and services tell of themselves. */
  List<Dashboard.Query> operationQueries() {
    return queries(Dashboard.OPERATIONS);
  }

  private List<Dashboard.Query> queries(String source) {
    return steps().stream()
        .filter(step -> step.source().equals(source))
        .map(
            step -> new Dashboard.Query("alerts", text("uid"), step.ref(), "", step.model("query")))
        .toList();
  }

  @Override
  public String toString() {
    return text("uid");
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }
}
