package io.shopfunnel.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobResultsTest {
  @TempDir Path folder;

  @Test
  void tellsHowAJobEnded() throws Exception {
    JobResults results = new JobResults(folder);
    assertThat(results.find("a1")).isEmpty();
    write("a1.json", "SUCCEEDED");
    write("b2_DIRTY.json", "FAILED");
    write("c3.json", "CANCELED");
    assertThat(results.find("a1")).contains(new FlinkJob("a1", "", "FINISHED"));
    assertThat(results.find("b2")).contains(new FlinkJob("b2", "", "FAILED"));
    assertThat(results.find("c3")).contains(new FlinkJob("c3", "", "CANCELED"));
  }

  @Test
  void aResultThatIsHalfWrittenIsNoAnswerYet() throws Exception {
    Files.writeString(folder.resolve("a1_DIRTY.json"), "{\"result\":");
    assertThatThrownBy(() -> new JobResults(folder).find("a1"))
        .isInstanceOf(NoAnswerException.class)
        .hasMessageContaining("a1_DIRTY.json");
  }

  private void write(String file, String status) throws Exception {
    String json = "{\"result\":{\"application-status\":\"%s\"},\"version\":1}";
    Files.writeString(folder.resolve(file), json.formatted(status));
  }
}
