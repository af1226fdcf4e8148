package io.shopfunnel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;

/** Who may know whom; see docs/architecture.md. */
@AnalyzeClasses(packages = "io.shopfunnel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String SCHEMA = "io.shopfunnel.schema..";
  private static final String FUNNEL = "io.shopfunnel.funnel..";
  private static final String METRIC = "io.shopfunnel.metric..";
  private static final String OPERATOR = "io.shopfunnel.operator..";
  private static final String SOURCE = "io.shopfunnel.source..";
  private static final String SINK = "io.shopfunnel.sink.influx..";
  private static final String TYPE = "io.shopfunnel.type..";
  private static final String JOB = "io.shopfunnel.job..";

  @ArchTest
  static final ArchRule FUNNELS_AND_METRICS_ARE_PURE =
      noClasses()
          .that()
          .resideInAnyPackage(FUNNEL, METRIC)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "org.apache.kafka..",
              "org.influxdb..",
              OPERATOR,
              SOURCE,
              SINK,
              TYPE,
              JOB);

  @ArchTest
  static final ArchRule FUNNELS_KNOW_THE_SCHEMA_ONLY =
      noClasses()
          .that()
          .resideInAPackage(FUNNEL)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(METRIC);

  @ArchTest
  static final ArchRule THE_SCHEMA_KNOWS_NOBODY =
      noClasses()
          .that()
          .resideInAPackage(SCHEMA)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FUNNEL, METRIC, OPERATOR, SOURCE, SINK, TYPE, JOB);

  @ArchTest
  static final ArchRule OPERATORS_KNOW_NO_CONNECTOR =
      noClasses()
          .that()
          .resideInAPackage(OPERATOR)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SOURCE, SINK, "org.apache.kafka..", "org.apache.flink.connector..");

  @ArchTest
  static final ArchRule TYPES_KNOW_THE_SCHEMA_ONLY =
      noClasses()
          .that()
          .resideInAPackage(TYPE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FUNNEL, METRIC, OPERATOR, SOURCE, SINK, JOB);

  @ArchTest
  static final ArchRule THE_SOURCE_KNOWS_NOTHING_OF_WHAT_IS_COUNTED =
      noClasses()
          .that()
          .resideInAPackage(SOURCE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FUNNEL, METRIC, OPERATOR, SINK, JOB);

  @ArchTest
  static final ArchRule THE_SINK_KNOWS_POINTS_ONLY =
      noClasses()
          .that()
          .resideInAPackage(SINK)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SCHEMA, FUNNEL, OPERATOR, SOURCE, TYPE, JOB);

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
          .resideInAnyPackage(FUNNEL, METRIC, OPERATOR)
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
