package io.shopfunnel.stack;

import java.util.Properties;

/**
 * What a person chose for a stack when it was brought up.
 *
 * @param ports the ports (default {@link PortBases#DEFAULT})
 * @param taskManagers how many task managers there are (default 1)
 * @param taskManagerHeapMb heap of each task manager in megabytes (default 4096)
 * @param slots slots of each task manager (default 4)
 * @param protection how it is closed to others (default {@link Protection#PASSWORDS})
 * @param grafana where Grafana is, and who may look (default {@link GrafanaChoice#NONE})
 */
public record StackSettings(
    PortBases ports,
    int taskManagers,
    int taskManagerHeapMb,
    int slots,
    Protection protection,
    GrafanaChoice grafana) {
  /** The settings of a stack for which nobody chose others. */
  public static final StackSettings DEFAULT =
      new StackSettings(PortBases.DEFAULT, 1, 4096, 4, Protection.PASSWORDS, GrafanaChoice.NONE);

  private static final String TASK_MANAGERS = "task-managers";
  private static final String HEAP = "task-manager-heap";
  private static final String SLOTS = "slots";
  private static final String PROTECTION = "protection";

  Properties toProperties() {
    Properties properties = ports.toProperties();
    properties.setProperty(TASK_MANAGERS, Integer.toString(taskManagers));
    properties.setProperty(HEAP, Integer.toString(taskManagerHeapMb));
    properties.setProperty(SLOTS, Integer.toString(slots));
    properties.setProperty(PROTECTION, protection.name());
    grafana.writeTo(properties);
    return properties;
  }

  static StackSettings from(Properties properties) {
    return new StackSettings(
        PortBases.from(properties),
        PortBases.read(properties, TASK_MANAGERS, DEFAULT.taskManagers),
        PortBases.read(properties, HEAP, DEFAULT.taskManagerHeapMb),
        PortBases.read(properties, SLOTS, DEFAULT.slots),
        Protection.valueOf(properties.getProperty(PROTECTION, DEFAULT.protection.name())),
        GrafanaChoice.from(properties));
  }
}
