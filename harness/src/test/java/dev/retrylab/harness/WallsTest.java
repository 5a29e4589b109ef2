package dev.retrylab.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The walls between the packages: what each of them may not know. */
class WallsTest {
  private static final String HARNESS = "dev.retrylab.harness.";
  private static final String AWS = "software.amazon.awssdk..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.retrylab.harness");

  @Test
  @DisplayName("expect and local never see each other: the lab would compare a thing with itself")
  void expectationsAndEngine() {
    wall("expect", packages("local"));
    wall("local", packages("expect"));
  }

  @Test
  @DisplayName("scenario knows no AWS and nothing else of the harness")
  void scenario() {
    wall("scenario", AWS);
    noClasses()
        .that()
        .resideInAPackage(tree("scenario"))
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are in another package of the harness",
                other ->
                    other.getPackageName().startsWith(HARNESS)
                        && !other.getPackageName().startsWith(HARNESS + "scenario")))
        .check(CLASSES);
  }

  @Test
  @DisplayName("inside scenario, text knows no scenario, and neither knows the file")
  void insideScenario() {
    wall("scenario.text", HARNESS + "scenario", HARNESS + "scenario.file");
    noneBelow("scenario", "file");
  }

  @Test
  @DisplayName("stack, which the CDK app compiles, too, sees scenarios and nothing else")
  void stack() {
    onlyUses("stack", "scenario");
  }

  @Test
  @DisplayName(
      "inside expect, predictions know no rules, rules no steps, and none knows the hypotheses")
  void insideExpect() {
    wall("expect.prediction", packages("expect.rules"));
    wall("expect.prediction", HARNESS + "expect");
    wall("expect.rules", HARNESS + "expect");
    noneBelow("expect.rules", "step");
  }

  @Test
  @DisplayName("expect knows no deployment, no observation and no file")
  void expectations() {
    wall("expect", packages("deployment", "observe", "report", "cli", "experiment", "store"));
    wall("expect", AWS);
  }

  @Test
  @DisplayName("timeline and judge read and write nothing")
  void pureParts() {
    for (String pure : new String[] {"timeline", "judge"}) {
      wall(pure, "java.io..", "java.nio.file..", "java.net..", AWS);
    }
  }

  @Test
  @DisplayName(
      "timeline knows nothing of where its observations come from, nor histories of the fold")
  void timeline() {
    onlyUses("timeline");
    noneBelow("timeline", "fold");
  }

  @Test
  @DisplayName(
      "judge sees predictions, scenarios and histories, and not how these came about; what evidence shows by itself knows no prediction")
  void judge() {
    onlyUses("judge", "expect", "timeline", "scenario");
    wall("judge", packages("timeline.fold"));
    wall("judge.evidence", packages("expect"));
    wall("judge.evidence", HARNESS + "judge");
  }

  @Test
  @DisplayName("observe knows nothing of expectations, judging, reports and the engine")
  void observation() {
    wall("observe", packages("expect", "judge", "report", "local"));
  }

  @Test
  @DisplayName("the engine knows nothing of the harness around it")
  void engine() {
    wall("local", packages("judge", "report", "observe", "deployment", "cli", "experiment"));
  }

  @Test
  @DisplayName("the forms of a report share what is in report, which knows none of them")
  void reports() {
    noClasses()
        .that()
        .resideInAPackage(HARNESS + "report")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages("report.terminal", "report.page", "report.document"))
        .check(CLASSES);
    wall("report.aggregate", packages("report.terminal", "report.page", "report.document"));
    wall("report.document", packages("report.terminal", "report.page"));
    wall("report.terminal", packages("report.document", "report.page"));
    wall("report.page", packages("report.terminal"));
  }

  @Test
  @DisplayName(
      "commands know runs, runs know options, options know exit codes, and not the reverse")
  void commandLine() {
    wall("cli.exit", packages("cli.option", "cli.run"));
    wall("cli.option", packages("cli.run"));
    noClasses()
        .that()
        .resideInAnyPackage(packages("cli.exit", "cli.option", "cli.run"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(HARNESS + "cli")
        .check(CLASSES);
  }

  @Test
  @DisplayName("a function's runtime knows nothing of Lambda's API, of queues and of mappings")
  void runtime() {
    wall("local.runtime", packages("local.lambda", "local.mapping", "local.sqs", "local.logs"));
  }

  @Test
  @DisplayName("a run does steps, and steps know nothing of the run")
  void steps() {
    wall("experiment.step", HARNESS + "experiment");
  }

  @Test
  @DisplayName("a target knows nothing of expectations, judging and reports")
  void target() {
    wall("deployment", packages("judge", "expect", "report"));
  }

  @Test
  @DisplayName("fidelity judges reports of runs, wherever they come from")
  void fidelity() {
    wall("fidelity", packages("local", "deployment", "experiment", "cli"));
    wall("fidelity", AWS);
  }

  @Test
  @DisplayName("the run directory knows no AWS")
  void store() {
    wall("store", AWS);
  }

  @Test
  @DisplayName("a run is given away from its files alone: no target, no engine, no network")
  void export() {
    wall("export", packages("deployment", "local", "expect", "judge", "cli", "fidelity"));
    wall("export", AWS, "java.net..");
  }

  @Test
  @DisplayName("in SQS each room knows only those before it")
  void sqs() {
    String sqs = HARNESS + "local.sqs";
    List<String> rooms =
        List.of(
            sqs + ".model",
            sqs + ".attributes",
            sqs + ".queue",
            sqs + ".movetask",
            sqs,
            sqs + ".wire");
    for (int i = 0; i < rooms.size() - 1; i++) {
      noClasses()
          .that()
          .resideInAPackage(rooms.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(rooms.subList(i + 1, rooms.size()).toArray(String[]::new))
          .check(CLASSES);
    }
  }

  @Test
  @DisplayName("HTTP knows no service")
  void http() {
    wall(
        "local.http",
        packages("local.sqs", "local.lambda", "local.logs", "local.stack", "local.mapping"));
  }

  @Test
  @DisplayName("no two packages of the harness need each other in a circle")
  void cycles() {
    slices().matching(HARNESS + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  @DisplayName("in the engine only the clock and a deadline told to a process know wall time")
  void wallTime() {
    noClasses()
        .that()
        .resideInAPackage(tree("local"))
        .and()
        .resideOutsideOfPackage(tree("local.clock"))
        .and()
        .doNotHaveFullyQualifiedName(known("local.runtime.ProcessRuntime"))
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe("reads the wall clock", WallsTest::readsWallTime))
        .check(CLASSES);
  }

  private static boolean readsWallTime(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    return (owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system")))
        || (owner.equals("java.lang.System")
            && (name.equals("currentTimeMillis") || name.equals("nanoTime")))
        || (owner.equals("java.util.Date") && name.equals("<init>"));
  }

  @Test
  @DisplayName("only Main ends the process")
  void exit() {
    onlyCaller(System.class, "exit", known("cli.Main"));
    onlyCaller(Runtime.class, "exit", known("cli.Main"));
    onlyCaller(Runtime.class, "halt", known("local.runtime.child.RuntimeBootstrap"));
  }

  @Test
  @DisplayName("nothing sleeps, but for the waiting for a target that runs elsewhere")
  void sleep() {
    onlyCaller(Thread.class, "sleep", known("deployment.WallTargetClock"));
  }

  private static void onlyCaller(Class<?> owner, String method, String caller) {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(caller)
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "is " + owner.getSimpleName() + "." + method,
                (JavaAccess<?> access) ->
                    access.getTargetOwner().isEquivalentTo(owner)
                        && access.getTarget().getName().equals(method)))
        .check(CLASSES);
  }

  private static void wall(String from, String... forbidden) {
    noClasses()
        .that()
        .resideInAPackage(tree(from))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .check(CLASSES);
  }

  /** A package alone, without those below it, to one below it. */
  private static void noneBelow(String from, String below) {
    noClasses()
        .that()
        .resideInAPackage(HARNESS + from)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(tree(from + "." + below))
        .check(CLASSES);
  }

  /** Besides itself and the JDK. */
  private static void onlyUses(String from, String... allowed) {
    String[] all =
        Stream.concat(Stream.of(tree(from), "java.."), Arrays.stream(packages(allowed)))
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(tree(from))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(all)
        .check(CLASSES);
  }

  private static String[] packages(String... names) {
    return Arrays.stream(names).map(WallsTest::tree).toArray(String[]::new);
  }

  /** A package with all below it; a wall to a package that does not exist would never fall. */
  private static String tree(String name) {
    String root = HARNESS + name;
    assertThat(CLASSES.stream().map(type -> type.getPackageName() + "."))
        .as("classes of " + root)
        .anyMatch(owner -> owner.startsWith(root + "."));
    return root + "..";
  }

  private static String known(String name) {
    assertThat(CLASSES.contain(HARNESS + name)).as(name + " exists").isTrue();
    return HARNESS + name;
  }
}
