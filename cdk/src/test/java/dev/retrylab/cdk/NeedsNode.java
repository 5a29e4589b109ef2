package dev.retrylab.cdk;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Constructs live in a Node process. Without Node.js such tests are skipped, saying so once. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsNode.Condition.class)
@interface NeedsNode {

  /** Asks for the version of Node.js, once for all test classes. */
  final class Condition implements ExecutionCondition {
    private static final String MISSING =
        "The tests of the CDK stack are skipped: they need Node.js, and there is no node on the"
            + " PATH.";
    private static final boolean PRESENT = lookForNode();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return PRESENT
          ? ConditionEvaluationResult.enabled("node is there")
          : ConditionEvaluationResult.disabled(MISSING);
    }

    private static boolean lookForNode() {
      try {
        Process node =
            new ProcessBuilder("node", "--version")
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        return node.waitFor() == 0;
      } catch (IOException e) {
        System.out.println(MISSING);
        return false;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
