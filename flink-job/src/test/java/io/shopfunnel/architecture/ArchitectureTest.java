package io.shopfunnel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.shopfunnel.job.ShopFunnelJob;
import io.shopfunnel.schema.ShopEvent;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packages of the job, and what each may know; without a single exception. */
class ArchitectureTest {
  private static final JavaClasses JOB =
      new ClassFileImporter().importPaths(home(ShopFunnelJob.class), home(ShopEvent.class));

  private static final Set<String> WALL_CLOCKS =
      Set.of(
          System.class.getName() + ".currentTimeMillis",
          System.class.getName() + ".nanoTime",
          Instant.class.getName() + ".now",
          java.util.Date.class.getName() + ".<init>",
          java.time.LocalDate.class.getName() + ".now",
          java.time.LocalDateTime.class.getName() + ".now",
          java.time.OffsetDateTime.class.getName() + ".now",
          java.time.ZonedDateTime.class.getName() + ".now");

  /** Where a class was loaded from, with all that belongs to the same module. */
  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "schema, schema",
    "funnel, schema funnel",
    "metric, schema funnel metric",
    "type, schema type",
    "source, schema type source",
    "operator, schema funnel metric type operator",
    "sink.influx, metric sink.influx"
  })
  void aPackageKnowsNoMoreOfTheProductThanItMay(String name, String known) {
    String[] allowed = known.split(" ", -1);
    noClasses()
        .that()
        .resideInAPackage("io.shopfunnel." + name)
        .should()
        .dependOnClassesThat(
            describe(
                "are ours and not in " + known,
                type ->
                    type.getPackageName().startsWith("io.shopfunnel.")
                        && !Set.of(allowed)
                            .contains(type.getPackageName().substring("io.shopfunnel.".length()))))
        .check(JOB);
  }

  @Test
  void thePureCodeKnowsNoFramework() {
    noClasses()
        .that()
        .resideInAnyPackage("io.shopfunnel.funnel..", "io.shopfunnel.metric..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache..", "org.influxdb..", "okhttp3..", "org.slf4j..")
        .check(JOB);
  }

  @Test
  void onlyTheSinkKnowsInfluxDb() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.shopfunnel.sink.influx..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.influxdb..", "okhttp3..")
        .check(JOB);
  }

  @Test
  void onlySourceAndJobKnowKafka() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.shopfunnel.source..", "io.shopfunnel.job..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..")
        .check(JOB);
  }

  @Test
  void nobodyImportsTheJob() {
    classes()
        .that()
        .resideInAPackage("io.shopfunnel.job..")
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAPackage("io.shopfunnel.job..")
        .check(JOB);
  }

  @Test
  void noPackagesGoRoundInCircles() {
    slices().matching("io.shopfunnel.(*)..").should().beFreeOfCycles().check(JOB);
  }

  @Test
  void theNumbersKnowNoWallClock() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.shopfunnel.schema..",
            "io.shopfunnel.funnel..",
            "io.shopfunnel.metric..",
            "io.shopfunnel.operator..",
            "io.shopfunnel.source..")
        .should()
        .callCodeUnitWhere(describe("reads a wall clock", call -> isWallClock(call.getTarget())))
        .check(JOB);
  }

  private static boolean isWallClock(CodeUnitCallTarget target) {
    JavaClass owner = target.getOwner();
    return WALL_CLOCKS.contains(owner.getName() + "." + target.getName())
        || (owner.isEquivalentTo(Clock.class) && target.getName().startsWith("system"));
  }

  @Test
  void noPackageIsADrawerForAnything() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..")
        .check(JOB);
  }
}
