package dev.retrylab.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Surefire and Failsafe look for names, and pass over all others in silence. */
class NamesTest {
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages("dev.retrylab.harness");

  @Test
  @DisplayName("A class with tests in it is named so that the build runs it")
  void found() {
    methods()
        .that()
        .areAnnotatedWith(Test.class)
        .or()
        .areAnnotatedWith(ParameterizedTest.class)
        .or()
        .areAnnotatedWith(Property.class)
        .should()
        .beDeclaredInClassesThat()
        .haveNameMatching(".*(Test|IT|RetryContract)(\\$.*)?")
        .check(TESTS);
  }
}
