package io.shopfunnel.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {
  @TempDir Path folder;

  @Test
  void remembersWhatWasAskedForUntilTheStackIsDown() throws Exception {
    StackFile file = new StackFile(folder);
    StackSettings settings =
        new StackSettings(
            PortBases.DEFAULT.plus(7),
            3,
            1234,
            5,
            Protection.PASSWORDS,
            new GrafanaChoice("/opt/grafana", true));
    assertThat(file.read()).isEmpty();

    LocalStack stack = LocalStack.builder().influx().directory(folder).settings(settings).build();
    file.write(settings, stack);
    assertThat(file.read()).contains(settings);
    assertThat(folder.resolve("stack.env"))
        .content()
        .contains("INFLUX_URL=http://127.0.0.1:18093")
        .contains("BROKERS=127.0.0.1:19099,");

    file.delete();
    assertThat(file.read()).isEmpty();
    assertThat(Files.list(folder)).isEmpty();
  }

  @Test
  void aDamagedFileIsNamed() throws Exception {
    Files.writeString(folder.resolve("stack.properties"), "kafka-port=many");
    assertThatThrownBy(new StackFile(folder)::read)
        .isInstanceOf(StackException.class)
        .hasMessageContaining("stack.properties");
  }
}
