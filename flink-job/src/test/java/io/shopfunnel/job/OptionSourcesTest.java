package io.shopfunnel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionSourcesTest {
  @TempDir private Path folder;

  @Test
  void takesAnArgumentBeforeAVariableBeforeTheFile() throws IOException {
    String file = file("topic=of-file\ngroup-id=of-file\ninflux-database=of_file\n");
    Map<String, String> environment =
        Map.of(
            "SHOPFUNNEL_JOB_TOPIC", "of-variable",
            "SHOPFUNNEL_JOB_GROUP_ID", "of-variable",
            "SHOPFUNNEL_JOB_OPTIONS_FILE", file,
            "PATH", "/usr/bin");

    JobConfig config =
        JobOptions.parse(OptionSources.asArguments(List.of("--topic", "of-argument"), environment));

    assertThat(config.topic()).isEqualTo("of-argument");
    assertThat(config.groupId()).isEqualTo("of-variable");
    assertThat(config.influx().database()).isEqualTo("of_file");
  }

  @Test
  void takesTheFileThatAnArgumentNamesBeforeTheVariables() throws IOException {
    List<String> arguments = List.of("--options-file", file("topic=named"), "--group-id", "own");

    assertThat(
            OptionSources.asArguments(arguments, Map.of("SHOPFUNNEL_JOB_OPTIONS_FILE", "/nowhere")))
        .containsExactly("--topic", "named", "--group-id", "own");
  }

  @Test
  void tellsEveryMistakeWhereverItStands() throws IOException {
    String file = file("idleness=soon");
    String[] all =
        OptionSources.asArguments(
            List.of("--options-file", file, "--parallelism", "many"),
            Map.of("SHOPFUNNEL_JOB_BROKER", "kafka:9092"));

    assertThatThrownBy(() -> JobOptions.parse(all))
        .hasMessageContaining("--broker is no option")
        .hasMessageContaining("--idleness 'soon'")
        .hasMessageContaining("--parallelism 'many'");
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThatThrownBy(
            () -> OptionSources.asArguments(List.of("--options-file", "/nowhere"), Map.of()))
        .isInstanceOf(InvalidOptionsException.class)
        .hasMessageContaining("/nowhere");
    assertThatThrownBy(() -> OptionSources.asArguments(List.of("--options-file"), Map.of()))
        .hasMessage("--options-file needs a value");
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("options.properties"), text).toString();
  }
}
