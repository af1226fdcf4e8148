package io.shopfunnel.bench.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {
  @Test
  void statementsAreToldApartAndFilledIn() throws Exception {
    List<String> statements = Script.statements("b:1", "in", "counts", "funnel");
    assertThat(statements).hasSize(6);
    assertThat(statements).noneMatch(statement -> statement.contains("${"));
    assertThat(statements.get(0)).startsWith("CREATE TEMPORARY TABLE events").contains("'in'");
    assertThat(statements.get(5)).startsWith("EXECUTE STATEMENT SET").endsWith("END");
  }
}
