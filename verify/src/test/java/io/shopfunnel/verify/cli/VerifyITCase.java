package io.shopfunnel.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.verify.oracle.TestingCsv;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole command against a real InfluxDB: that it agrees, and above all that it can fail. */
class VerifyITCase {
  private static final String[] TYPES = {"view", "view", "view", "cart", "purchase"};
  @TempDir static Path directory;
  private static TestingInflux influx;

  @TempDir Path temp;
  private Path csv;

  private record Run(int code, String out, String err) {}

  @BeforeAll
  static void start() throws Exception {
    influx = TestingInflux.start(directory);
  }

  @AfterAll
  static void stop() throws Exception {
    influx.close();
  }

  @BeforeEach
  void fill() throws Exception {
    csv = shop().write(temp);
    fill(csv);
  }

  private void fill(Path file) throws Exception {
    influx.query("DROP DATABASE shop");
    influx.query("CREATE DATABASE shop");
    Path lines = temp.resolve("lines");
    assertThat(run("expected", file.toString(), "--out", lines.toString()).code).isZero();
    try (Stream<Path> files = Files.list(lines)) {
      for (Path each : files.toList()) {
        influx.write(Files.readString(each));
      }
    }
  }

  /** Two days of 40 users, one cart at 10:00:30 of the first day, and one row that is none. */
  private static TestingCsv shop() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    TestingCsv csv = new TestingCsv().line("2019-12-01 00:00:00 UTC,view,1,,,,1.00,1,x");
    for (int i = 0; i < 3_000; i++) {
      int user = random.nextInt(40);
      csv.full(
          "2019-12-0%d %02d:%02d:%02d"
              .formatted(
                  1 + random.nextInt(2),
                  9 + random.nextInt(3),
                  random.nextInt(60),
                  random.nextInt(60)),
          random.nextInt(20) == 0 ? "remove_from_cart" : TYPES[random.nextInt(TYPES.length)],
          Integer.toString(random.nextInt(30)),
          random.nextInt(3) == 0 ? "" : "shoes.c" + random.nextInt(3),
          random.nextInt(4) == 0 ? "" : "brand " + random.nextInt(40),
          random.nextInt(70) + "." + (10 + random.nextInt(90)),
          user,
          random.nextInt(50) == 0 ? "" : "session-" + user);
    }
    return csv;
  }

  private Run run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!arguments[0].equals("summary")) {
      all.addAll(List.of("--memory", "1GB", "--threads", "2"));
    }
    all.addAll(List.of("--temp-dir", temp.resolve("duck").toString()));
    return bare(all.toArray(String[]::new));
  }

  private static Run bare(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Verify.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = commandLine.execute(arguments);
    return new Run(code, out.toString(), err.toString());
  }

  private Run verify() {
    return run("verify", csv.toString(), "--influx-url", influx.url());
  }

  @Test
  void agreesWithWhatItExpects() {
    Run run = verify();
    assertThat(run.out).contains("every point agrees; all adds up", "1 malformed");
    assertThat(run.code).isZero();
  }

  @Test
  void catchesAnAlteredPoint() throws Exception {
    influx.write("orders,window=1h items=9999i 1575194400");
    Run run = verify();
    assertThat(run.code).isEqualTo(1);
    assertThat(run.out)
        .containsPattern(
            "orders,window=1h 2019-12-01T10:00:00Z: items: expected [0-9]+, found 9999")
        .contains("BROKEN items of orders = purchases")
        .contains("the points DIFFER; the accounting is BROKEN");
  }

  @Test
  void catchesAMissingPoint() throws Exception {
    influx.query("DELETE FROM cart WHERE \"window\" = '1d' AND time = '2019-12-01T00:00:00Z'");
    Run run = verify();
    assertThat(run.code).isEqualTo(1);
    assertThat(run.out)
        .containsPattern("cart,window=1d 2019-12-01T00:00:00Z: missing; expected opened=[0-9]+");
  }

  @Test
  void catchesAnExtraPoint() throws Exception {
    influx.write("events,category=bags,event_type=view,window=1m count=1i,cents=5i 1575194400");
    Run run = verify();
    assertThat(run.code).isEqualTo(1);
    assertThat(run.out)
        .contains(
            "events,category=bags,event_type=view,window=1m 2019-12-01T10:00:00Z: extra; found count=1 cents=5");
  }

  @Test
  void catchesAPointThatIsNotMature() throws Exception {
    influx.write(
        "funnel,breakdown=all,funnel=session_purchase,value=all,window=1d mature=false 1575158400");
    Run run = verify();
    assertThat(run.code).isEqualTo(1);
    assertThat(run.out).contains("mature: expected true, found false");
  }

  @Test
  void catchesATagTooMany() throws Exception {
    influx.write("active,window=1d,rev=1 users=1i 1575158400");
    Run run = verify();
    assertThat(run.code).isEqualTo(1);
    assertThat(run.out).contains("active: has a tag 'rev' too many");
  }

  @Test
  void zerosAreNothing() throws Exception {
    influx.write(
        "funnel,breakdown=all,funnel=session_purchase,value=all,window=1m "
            + "step_1=0i,step_2=0i,step_3=0i,excluded=0i,mature=true,rev=3i,late_applied=2i 1575158400");
    assertThat(verify().code).isZero();
  }

  @Test
  void comparesTheDaysOfTheFileUnlessAskedForAll() throws Exception {
    influx.write("pipeline,window=1m consumed=1i,valid=1i 1577836800");
    assertThat(verify().code).isZero();
    Run all = run("verify", csv.toString(), "--influx-url", influx.url(), "--whole-database");
    assertThat(all.code).isEqualTo(1);
    assertThat(all.out).contains("pipeline,window=1m 2020-01-01T00:00:00Z: extra");
  }

  @Test
  void comparesTheMonthInWhichTheFileBegins() throws Exception {
    csv = new TestingCsv().row("s", 1, "view", "p1", "2019-12-05 10:00:00").write(temp);
    fill(csv);
    assertThat(verify().out).contains("every point agrees; all adds up");
    influx.write("active,window=1mo users=2i 1575158400");
    assertThat(verify().out)
        .contains("active,window=1mo 2019-12-01T00:00:00Z: users: expected 1, found 2");
  }

  @Test
  void realRowsAgreeToo() throws Exception {
    Path data = Path.of("..", "..", "shared", "data");
    Assumptions.assumeTrue(Files.isDirectory(data), "there are no real rows here");
    for (String name : List.of("2020-Jan_sample.csv", "multi-2019-10-01-part.csv")) {
      csv = data.resolve(name);
      fill(csv);
      assertThat(verify().out).contains("every point agrees; all adds up");
    }
  }

  @Test
  void summarisesWhatIsThere() {
    Run run = run("summary", "--influx-url", influx.url());
    assertThat(run.err).isEmpty();
    assertThat(run.code).isZero();
    assertThat(run.out)
        .contains("3,000", "Funnel session_purchase", "classic abandonment rate", "2019-12-02")
        .contains("holds:  consumed = valid + dead-lettered")
        .doesNotContain("BROKEN");
  }

  @Test
  void saysThatTheJobRefusedRecords() throws Exception {
    assertThat(verify().out).doesNotContain("refused");
    influx.write("pipeline,window=1m consumed=3i,valid=1i,dead_letter=2i 1575194400");
    Run run = verify();
    assertThat(run.code).isEqualTo(1);
    assertThat(run.out).contains("The job refused 2 record(s)", "replayer dead-letters");
  }

  @Test
  void theWorkedExamplesHaveTheirPercentages() throws Exception {
    fill(TestingCsv.workedExample().write(temp));
    Run sessions = run("summary", "--influx-url", influx.url());
    assertThat(section(sessions, "Funnel session_purchase"))
        .containsExactly(
            "step reached of the step before of all entries",
            "1 view 5 100.00 %",
            "2 cart 4 80.00 % 80.00 %",
            "3 purchase 3 75.00 % 60.00 %");
    assertThat(section(sessions, "Orders"))
        .contains(
            "items 5",
            "purchases in the session funnel 3",
            "purchases outside the session funnel 2");

    fill(TestingCsv.fiveCarts().write(temp));
    assertThat(section(run("summary", "--influx-url", influx.url()), "Carts"))
        .contains(
            "opened 5",
            "purchased 3 60.00 %",
            "emptied 1 20.00 %",
            "abandoned 1 20.00 %",
            "abandonment rate: abandoned / opened 20.00 %",
            "classic abandonment rate: 1 − purchased / opened 40.00 %");
  }

  /** The lines under a heading, with single spaces. */
  private static List<String> section(Run run, String heading) {
    return run.out
        .lines()
        .dropWhile(line -> !line.startsWith(heading))
        .skip(1)
        .takeWhile(line -> !line.isBlank())
        .map(line -> line.strip().replaceAll(" +", " "))
        .toList();
  }

  @Test
  void theSummaryNamesTheFunnelsHashAndAnotherHashIsADifference() throws Exception {
    assertThat(run("summary", "--influx-url", influx.url()).out)
        .containsPattern("By 5 funnels of hash [0-9a-f]{16}\n");
    String cart = "funnel_catalog,funnel=session_purchase,label=cart,of=3,step=2,window=1d";
    influx.write(cart + " hash=\"0123456789abcdef\",funnels=5i 1575158400");
    Run run = verify();
    assertThat(run.code).isEqualTo(1);
    assertThat(run.out)
        .containsPattern(
            cart + " 2019-12-01T00:00:00Z: hash: expected [0-9a-f]{16}, found 0123456789abcdef");
  }

  @Test
  void theVerdictIsWrittenToTheLastDay() throws Exception {
    assertThat(verify().code).isZero();
    assertThat(verdict()).contains("2019-12-02T00:00:00Z\",true,0,");
    influx.write("orders,window=1d orders=7i,items=7i,cents=1i 1575158400");
    assertThat(verify().code).isEqualTo(1);
    // A point, and a sum that does not hold for it.
    assertThat(verdict()).contains("2019-12-02T00:00:00Z\",false,2,");
  }

  @Test
  void aVerdictThatDoesNotAgreeNeverCountsNoDifference() throws Exception {
    influx.write("active,window=1d,rev=1 users=0i 1575158400");
    assertThat(verify().code).isEqualTo(1);
    assertThat(verdict()).contains("2019-12-02T00:00:00Z\",false,1,");
  }

  @Test
  void ofAPartThereIsNoVerdict() throws Exception {
    run("verify", csv.toString(), "--influx-url", influx.url(), "--measurements", "orders");
    run("verify", csv.toString(), "--influx-url", influx.url(), "--no-verdict");
    assertThat(verdict()).doesNotContain("verdict");
  }

  private static String verdict() throws Exception {
    return influx.query("SELECT agrees, differences, points FROM shop..verdict");
  }

  @Test
  void theMemoryIsASize() {
    Run wrong = withMemory("much");
    assertThat(wrong.code).isEqualTo(2);
    assertThat(wrong.err).contains("--memory: 'much' should be a size like 500MB or 4GB");
    assertThat(withMemory("200MB").out).contains("every point agrees; all adds up");
  }

  private Run withMemory(String memory) {
    String duck = temp.resolve("duck").toString();
    return bare(
        "verify",
        csv.toString(),
        "--influx-url",
        influx.url(),
        "--temp-dir",
        duck,
        "--memory",
        memory);
  }

  @Test
  void theSessionGapIsSpelledAsTheJobSpellsIt() {
    Run wider = run("verify", csv.toString(), "--influx-url", influx.url(), "--session-gap", "2h");
    assertThat(wider.out).contains("the points DIFFER");
    String[] same = {"verify", csv.toString(), "--influx-url", influx.url(), "--session-gap"};
    assertThat(run(with(same, "1800s")).code).isZero();
    Run wrong = run(with(same, "1800"));
    assertThat(wrong.code).isEqualTo(2);
    assertThat(wrong.err)
        .contains("--session-gap: '1800' should be a time like 30s, 10m, 1h or 1d");
  }

  private static String[] with(String[] arguments, String last) {
    return Stream.concat(Stream.of(arguments), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    CommandLine program = Verify.commandLine();
    assertThat(program.getUsageMessage()).contains("Example", "--help");
    assertThat(program.getSubcommands()).hasSize(3);
    program
        .getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(command.getUsageMessage())
                    .contains("Example", "--help", "verify " + name));
  }

  @Test
  void saysWhatIsWrongWithoutAStackTrace() throws IOException {
    Run nowhere = run("summary", "--influx-url", "http://127.0.0.1:1");
    assertThat(nowhere.code).isEqualTo(1);
    assertThat(nowhere.err).startsWith("verify: cannot reach InfluxDB at http://127.0.0.1:1");
    Run noDatabase = run("summary", "--influx-url", influx.url(), "--database", "shoes");
    assertThat(noDatabase.code).isEqualTo(1);
    assertThat(noDatabase.err).contains("has no database 'shoes'");
    Run noPoints = run("summary", "--influx-url", influx.url(), "--from", "2021-01-01");
    assertThat(noPoints.code).isEqualTo(1);
    assertThat(noPoints.err).contains("there are no points of");
    Run noFile = run("verify", "none.csv", "--influx-url", influx.url());
    assertThat(noFile.code).isEqualTo(1);
    assertThat(noFile.err).contains("none.csv: no such file");
    Path wrong = Files.writeString(temp.resolve("wrong.csv"), "a,b\n1,2\n");
    assertThat(run("verify", wrong.toString(), "--influx-url", influx.url()).err)
        .contains("wrong.csv: the header lacks the column(s) [event_time,");
    Path empty = Files.writeString(temp.resolve("empty.csv"), "");
    assertThat(run("verify", empty.toString(), "--influx-url", influx.url()).err)
        .contains("empty.csv: is empty");
    assertThat(run("summary", "--from", "yesterday").code).isEqualTo(2);
    assertThat(bare().code).isEqualTo(2);
  }
}
