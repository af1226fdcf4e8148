package io.shopfunnel.deployments;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.apache.flink.core.plugin.PluginDescriptor;
import org.apache.flink.core.plugin.PluginManager;

/** The reporter of metrics as the build lays it out: the folder that the job's image gets. */
final class MetricsPlugin {
  static final String FOLDER = "infra/flink-dist/target/plugins/metrics-influxdb";

  private MetricsPlugin() {}

  /** Flink's manager of plugins, which has found this one. */
  static PluginManager manager() throws IOException {
    Path plugins = Documents.ROOT.resolve(FOLDER).getParent();
    return new DefaultPluginManager(
        new DirectoryBasedPluginFinder(plugins).findPlugins(),
        CoreOptions.getPluginParentFirstLoaderPatterns(new Configuration()));
  }

  /** The class that declares the options of Flink's reporter. */
  static Class<?> options() {
    try {
      Collection<PluginDescriptor> found =
          new DirectoryBasedPluginFinder(Documents.ROOT.resolve(FOLDER).getParent()).findPlugins();
      URL[] jars = found.iterator().next().getPluginResourceURLs();
      return new URLClassLoader(jars, MetricsPlugin.class.getClassLoader())
          .loadClass("org.apache.flink.metrics.influxdb.InfluxdbReporterOptions");
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("no reporter of metrics in " + FOLDER + ": make build", e);
    }
  }
}
