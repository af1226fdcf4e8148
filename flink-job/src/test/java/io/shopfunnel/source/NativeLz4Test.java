package io.shopfunnel.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeLz4Test {
  @Test
  void isUsedOnTheClassPathOfTheProgram() {
    assertThat(NativeLz4.isUsed()).isTrue();
  }

  /** As in a Flink cluster whose own class path lacks it, or comes after the job's. */
  @Test
  void isNotUsedInAClassLoaderOfTheJob() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(new File(entry).toURI().toURL());
    }
    try (URLClassLoader job =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Method isUsed = job.loadClass(NativeLz4.class.getName()).getDeclaredMethod("isUsed");
      isUsed.setAccessible(true);
      assertThat(isUsed.invoke(null)).isEqualTo(false);
    }
  }
}
