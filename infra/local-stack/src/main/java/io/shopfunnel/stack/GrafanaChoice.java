package io.shopfunnel.stack;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What variables said of Grafana when the stack was brought up, so that whoever starts it again
 * need not be told.
 *
 * @param home the folder that was found; empty without one
 * @param anonymous whether anybody on the machine may look without a password
 */
public record GrafanaChoice(String home, boolean anonymous) {
  /** Nothing was said, and none was found. */
  public static final GrafanaChoice NONE = new GrafanaChoice("", false);

  static final String HOME = "GRAFANA_HOME";
  static final String ANONYMOUS = "SHOP_GRAFANA_ANONYMOUS";

  /** What variables say now; where they say nothing, this stays. */
  public GrafanaChoice chosen(Map<String, String> environment) {
    return new GrafanaChoice(
        GrafanaHome.find(environment).map(found -> found.folder().toString()).orElse(home),
        environment.containsKey(ANONYMOUS) ? isAnonymous(environment) : anonymous);
  }

  /** The variables of a process, with what was chosen in place of its own. */
  Map<String, String> over(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    if (!home.isEmpty()) {
      all.put(HOME, home);
    }
    all.put(ANONYMOUS, Boolean.toString(anonymous));
    return all;
  }

  static boolean isAnonymous(Map<String, String> environment) {
    return Boolean.parseBoolean(environment.get(ANONYMOUS));
  }

  void writeTo(Properties properties) {
    properties.setProperty("grafana-home", home);
    properties.setProperty("grafana-anonymous", Boolean.toString(anonymous));
  }

  static GrafanaChoice from(Properties properties) {
    return new GrafanaChoice(
        properties.getProperty("grafana-home", ""),
        Boolean.parseBoolean(properties.getProperty("grafana-anonymous")));
  }
}
