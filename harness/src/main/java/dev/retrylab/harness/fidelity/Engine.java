package dev.retrylab.harness.fidelity;

import static dev.retrylab.harness.fidelity.ContractCase.MISMATCHED_DLQ;
import static dev.retrylab.harness.fidelity.ContractCase.NO_DLQ;
import static dev.retrylab.harness.fidelity.ContractCase.POISONED_BATCH;
import static dev.retrylab.harness.fidelity.ContractCase.REDRIVE_POISON;
import static dev.retrylab.harness.fidelity.ContractCase.THROTTLED;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What can be behind an endpoint, with what is known of where it differs. Every declaration was
 * measured with the version it names.
 */
public enum Engine {
  AWS("aws"),
  /** The embedded engine, directly or served as an endpoint. */
  LOCAL("local"),
  /**
   * The article's experiment is as documented there. Retries came 31 to 35 s after the first
   * receive, and AWS promises no upper bound either.
   */
  LOCALSTACK("localstack", localstack()),
  /** Held to the article's experiment only. */
  FLOCI("floci", ContractCase.ofTheArticle(), floci()),
  /** Any other endpoint: nothing is known of it. */
  OTHER("other");

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf
  private final Set<ContractCase> cases;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<KnownDifference> known;

  Engine(String id, KnownDifference... known) {
    this(id, EnumSet.allOf(ContractCase.class), known);
  }

  /**
   * @param cases in which it is said of the engine where it differs, or that it does not
   */
  Engine(String id, Set<ContractCase> cases, KnownDifference... known) {
    this.id = id;
    this.cases = Set.copyOf(cases);
    this.known = List.of(known);
  }

  /** The word on the command line and in files. */
  public String id() {
    return id;
  }

  /** The engine with this word. */
  public static Optional<Engine> byId(String id) {
    return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst();
  }

  /**
   * Why the engine is not held to a case: nobody has measured it there, so that nothing is said of
   * it. Empty where it is.
   */
  public Optional<String> notHeldTo(ContractCase contractCase) {
    return cases.contains(contractCase)
        ? Optional.empty()
        : Optional.of(
            "what %s does there was never measured, and nothing is declared of it".formatted(id));
  }

  /** The differences that are declared for a case. */
  public List<KnownDifference> known(ContractCase contractCase) {
    Predicate<KnownDifference> shows = one -> one.cases().contains(contractCase);
    return known.stream().filter(shows).toList();
  }

  private static KnownDifference[] localstack() {
    String version = "LocalStack 4.14.0";
    String move = "A move task keeps the message, and its receive count goes on where it was.";
    String kept =
        "Nothing deletes a message whose retention is over, without"
            + " SQS_ENABLE_MESSAGE_RETENTION_PERIOD=1.";
    return new KnownDifference[] {
      KnownDifference.of(
              Aspect.SETTING,
              "function.reservedConcurrency",
              "CloudFormation drops ReservedConcurrentExecutions: the function runs.",
              version)
          .in(THROTTLED),
      KnownDifference.of(
              Aspect.STEP,
              "step 1",
              "SetQueueAttributes does not compare the type of the dead-letter queue.",
              version)
          .in(MISMATCHED_DLQ),
      KnownDifference.of(Aspect.RECEIVES, "m2", kept, version).in(NO_DLQ),
      KnownDifference.of(Aspect.FUNCTION_ERRORS, "m2", kept, version).in(NO_DLQ),
      KnownDifference.of(Aspect.EVIDENCE, "m2", kept, version).in(NO_DLQ),
      KnownDifference.of(Aspect.RECEIVES, "poison#2", move, version).in(REDRIVE_POISON),
      KnownDifference.of(Aspect.DLQ_RECEIVE_COUNT, "poison#2", move, version).in(REDRIVE_POISON),
    };
  }

  private static KnownDifference[] floci() {
    String version = "Floci 1.7.0";
    return new KnownDifference[] {
      KnownDifference.of(
          Aspect.DLQ_RECEIVE_COUNT,
          "m2",
          "The redrive itself raises the receive count, so that the dead-letter queue shows 4.",
          version),
      KnownDifference.of(
              Aspect.DLQ_RECEIVE_COUNT,
              "m1",
              "The redrive itself raises the receive count, so that the dead-letter queue shows 4.",
              version)
          .in(POISONED_BATCH),
      KnownDifference.of(
          Aspect.SETTING,
          "function.retryAttempts",
          "AWS::Lambda::EventInvokeConfig is accepted and does nothing: the default of 2 stays.",
          version),
      KnownDifference.of(
          Aspect.SETTING,
          "queue.dlqRetention",
          "CloudFormation drops MessageRetentionPeriod: the default of 4 days stays.",
          version),
    };
  }
}
