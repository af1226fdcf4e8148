package io.shopfunnel.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/configuration.md is what the programs declare; {@code make reference} writes it anew. */
class OptionReferenceTest {
  @Test
  void thePageOfAllOptionsIsCurrent() throws Exception {
    Path page = Documents.ROOT.resolve("docs/configuration.md");
    String declared = OptionReference.page();
    if (Boolean.getBoolean("reference.write")) {
      Files.writeString(page, declared);
    }

    assertThat(page).as("make reference writes it").hasContent(declared);
  }
}
