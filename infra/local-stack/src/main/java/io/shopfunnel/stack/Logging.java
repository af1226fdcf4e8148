package io.shopfunnel.stack;

import java.nio.file.Path;
import java.util.Map;

/** The log4j 2 configuration that all JVM services share: one bounded file each. */
final class Logging {
  private static final String CONFIGURATION =
      """
      status = error
      rootLogger.level = info
      rootLogger.appenderRef.file.ref = file
      appender.file.type = RollingFile
      appender.file.name = file
      appender.file.fileName = ${sys:log.file}
      appender.file.filePattern = ${sys:log.file}.%i
      appender.file.layout.type = PatternLayout
      appender.file.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS}{UTC} %-5p %c{2.} - %m%n
      appender.file.policies.type = Policies
      appender.file.policies.size.type = SizeBasedTriggeringPolicy
      appender.file.policies.size.size = 20MB
      appender.file.strategy.type = DefaultRolloverStrategy
      appender.file.strategy.max = 3
      # Both log each and every configuration value, again for each client.
      logger.clientconfig.name = org.apache.kafka.clients
      logger.clientconfig.level = warn
      logger.commonconfig.name = org.apache.kafka.common.config
      logger.commonconfig.level = warn
      """;

  private Logging() {}

  static Map<Path, String> file(StackLayout layout) {
    return Map.of(layout.conf().resolve("log4j2.properties"), CONFIGURATION);
  }
}
