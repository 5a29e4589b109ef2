package dev.retrylab.harness.deployment.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What is wrong with a deployment, and what else is worth telling, as sentences: each once, in the
 * order in which it was found. A call that fails is a problem, and the next check goes on.
 */
final class Problems {
  private final List<String> problems;
  private final List<String> facts;
  private final String subject;

  Problems() {
    this(new ArrayList<>(), new ArrayList<>(), "");
  }

  private Problems(List<String> problems, List<String> facts, String subject) {
    this.problems = problems;
    this.facts = facts;
    this.subject = subject;
  }

  /** The same list, for sentences that begin with the scenario's name. */
  Problems of(String scenario) {
    return new Problems(problems, facts, scenario + ": ");
  }

  /**
   * What a call returns; empty where it failed, which is a problem then.
   *
   * @param action as IAM policies call it, such as {@code sqs:GetQueueAttributes}
   */
  <T> Optional<T> call(String action, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (SdkException e) {
      add(AwsErrors.sentence(e, action));
      return Optional.empty();
    }
  }

  /** Adds a sentence that says what is wrong and what to do. */
  void add(String sentence) {
    addOnce(subject + sentence, problems);
  }

  /** Adds something that is worth telling, and no problem. */
  void fact(String sentence) {
    addOnce(subject + sentence, facts);
  }

  private static void addOnce(String sentence, List<String> sentences) {
    if (!sentences.contains(sentence)) {
      sentences.add(sentence);
    }
  }

  List<String> sentences() {
    return List.copyOf(problems);
  }

  List<String> facts() {
    return List.copyOf(facts);
  }
}
