package io.shopfunnel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;

/** Who may know whom; see docs/architecture.md. */
@AnalyzeClasses(packages = "io.shopfunnel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String OURS = "io.shopfunnel..";
  private static final String SCHEMA = "io.shopfunnel.schema..";
  private static final String WINDOW = "io.shopfunnel.window..";
  private static final String FUNNEL = "io.shopfunnel.funnel..";
  private static final String POINT = "io.shopfunnel.point..";
  private static final String TABLE = "io.shopfunnel.table..";
  private static final String LEDGER = "io.shopfunnel.ledger..";
  private static final String METRIC = "io.shopfunnel.metric..";
  private static final String OPERATOR = "io.shopfunnel.operator..";
  private static final String SOURCE = "io.shopfunnel.source..";
  private static final String SINK = "io.shopfunnel.sink.influx..";
  private static final String TYPE = "io.shopfunnel.type..";
  private static final String JOB = "io.shopfunnel.job..";
  private static final String ORDER = "io.shopfunnel.order..";
  private static final String[] PURE = {WINDOW, FUNNEL, POINT, TABLE, LEDGER, METRIC, ORDER};

  /** Of our own packages, a package may know itself and these. */
  private static ArchRule knowsOnly(String who, String... whom) {
    String[] allowed = Arrays.copyOf(whom, whom.length + 1);
    allowed[whom.length] = who;
    return noClasses()
        .that()
        .resideInAPackage(who)
        .should()
        .dependOnClassesThat(
            resideInAPackage(OURS).and(DescribedPredicate.not(resideInAnyPackage(allowed))));
  }

  @ArchTest static final ArchRule THE_SCHEMA_KNOWS_NOBODY = knowsOnly(SCHEMA);

  @ArchTest static final ArchRule WINDOWS_KNOW_NOBODY = knowsOnly(WINDOW);

  @ArchTest
  static final ArchRule FUNNELS_KNOW_SCHEMA_AND_WINDOWS = knowsOnly(FUNNEL, SCHEMA, WINDOW);

  @ArchTest static final ArchRule POINTS_KNOW_NOBODY = knowsOnly(POINT);

  @ArchTest
  static final ArchRule TABLES_KNOW_SCHEMA_WINDOWS_AND_POINTS =
      knowsOnly(TABLE, SCHEMA, WINDOW, POINT);

  @ArchTest
  static final ArchRule LEDGERS_KNOW_NO_METRIC = knowsOnly(LEDGER, SCHEMA, WINDOW, FUNNEL, TABLE);

  @ArchTest
  static final ArchRule METRICS_KNOW_WHAT_IS_PURE =
      knowsOnly(METRIC, SCHEMA, WINDOW, FUNNEL, POINT, TABLE, LEDGER);

  @ArchTest
  static final ArchRule ORDERS_KNOW_LEDGERS_AND_NO_METRIC = knowsOnly(ORDER, SCHEMA, TABLE, LEDGER);

  @ArchTest
  static final ArchRule OPERATORS_KNOW_NO_SOURCE_AND_NO_SINK =
      knowsOnly(OPERATOR, SCHEMA, WINDOW, FUNNEL, POINT, TABLE, LEDGER, METRIC, ORDER, TYPE);

  @ArchTest static final ArchRule TYPES_KNOW_THE_SCHEMA_ONLY = knowsOnly(TYPE, SCHEMA);

  @ArchTest
  static final ArchRule THE_SOURCE_KNOWS_NOTHING_OF_WHAT_IS_COUNTED =
      knowsOnly(SOURCE, SCHEMA, TYPE);

  @ArchTest static final ArchRule THE_SINK_KNOWS_POINTS_ONLY = knowsOnly(SINK, POINT);

  @ArchTest
  static final ArchRule WHAT_IS_PURE_KNOWS_NO_FRAMEWORK =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache..", "org.influxdb..", "com.fasterxml..");

  @ArchTest
  static final ArchRule OPERATORS_KNOW_NO_CONNECTOR =
      noClasses()
          .that()
          .resideInAPackage(OPERATOR)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..", "org.influxdb..", "org.apache.flink.connector..");

  @ArchTest
  static final ArchRule NO_PACKAGE_IS_A_DRAWER_FOR_ANYTHING =
      noClasses().should().resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..");

  @ArchTest
  static final ArchRule ONLY_THE_SINK_KNOWS_INFLUXDB =
      noClasses()
          .that()
          .resideOutsideOfPackage(SINK)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.influxdb..");

  @ArchTest
  static final ArchRule ONLY_SOURCE_AND_JOB_KNOW_KAFKA =
      noClasses()
          .that()
          .resideOutsideOfPackages(SOURCE, JOB)
          .and()
          .resideOutsideOfPackages("io.shopfunnel.stack..", "io.shopfunnel.verify..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_JOB =
      classes()
          .that()
          .resideInAPackage(JOB)
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAPackage(JOB);

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.shopfunnel.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_WALL_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(SCHEMA, WINDOW, FUNNEL, POINT, TABLE, LEDGER, METRIC, ORDER, OPERATOR)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callConstructor(Date.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);
}
