package io.shopfunnel.bench.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.Test;

class ScriptTest {
  @Test
  void statementsAreToldApartAndFilledIn() throws Exception {
    List<String> statements = Script.statements("b:1", "in", "counts", "funnel");
    assertThat(statements).hasSize(6);
    assertThat(statements).noneMatch(statement -> statement.contains("${"));
    assertThat(statements.get(0)).startsWith("CREATE TEMPORARY TABLE events").contains("'in'");
    assertThat(statements.get(4)).startsWith("INSERT INTO minute_counts");
  }

  @Test
  void thePlannerReadsTheEventsOnceAndCountsInTwoPhases() throws Exception {
    TableEnvironment tables =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .withConfiguration(Settings.job(2, Path.of("checkpoints")))
                .build());
    List<String> statements = Script.statements("b:1", "in", "counts", "funnel");
    String plan = Script.prepare(tables, statements).explain();
    String execution = plan.substring(plan.indexOf("== Optimized Execution Plan =="));
    assertThat(execution)
        .contains("LocalWindowAggregate", "GlobalWindowAggregate", "SESSION")
        .contains("metadata=[timestamp]")
        .containsOnlyOnce("table=[[default_catalog, default_database, events");
  }
}
