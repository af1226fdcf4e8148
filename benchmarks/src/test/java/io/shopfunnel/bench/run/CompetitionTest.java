package io.shopfunnel.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.bench.result.Measurement;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompetitionTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<String> ran = new ArrayList<>();

  @Test
  void entrantsTakeTurnsAndARunThatFailsStopsNoOther() {
    Map<Entrant, Runner> runners = new EnumMap<>(Entrant.class);
    runners.put(Entrant.DUCKDB, this::measured);
    runners.put(Entrant.BARE, this::measured);
    runners.put(Entrant.DECODER, this::wrongOnce);
    Display display = new Display(new PrintStream(said, true, StandardCharsets.UTF_8));
    Competition competition = new Competition(runners, 2, Map.of("ours-two", "why"), display);
    competition.run();
    assertThat(ran)
        .containsExactly("bare 1", "decoder 1", "duckdb 1", "bare 2", "decoder 2", "duckdb 2");
    assertThat(competition.measurements())
        .extracting(Measurement::contender)
        .containsExactly("bare", "duckdb", "bare", "decoder", "duckdb");
    assertThat(competition.failures())
        .containsEntry("decoder", "round 1: 3 results differ.")
        .containsEntry("ours-two", "why");
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("left)");
  }

  private Measurement measured(Entrant entrant, int round) {
    ran.add(entrant.id() + " " + round);
    return new Measurement(entrant.id(), round, 1, 1, 1, 1, 1, 1, Map.of());
  }

  private Measurement wrongOnce(Entrant entrant, int round) {
    Measurement measurement = measured(entrant, round);
    if (round == 1) {
      throw new BenchException("3 results differ.");
    }
    return measurement;
  }
}
