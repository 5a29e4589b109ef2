package dev.retrylab.harness.deployment.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes calls one after another, and keeps what is wrong as sentences instead of stopping. */
final class Asking {
  private final List<String> problems;
  private final List<String> facts;
  private final String about;

  Asking() {
    this(new ArrayList<>(), new ArrayList<>(), "");
  }

  private Asking(List<String> problems, List<String> facts, String about) {
    this.problems = problems;
    this.facts = facts;
    this.about = about;
  }

  /** The same, and each sentence from there names what it is about. */
  Asking about(String scenario) {
    return new Asking(problems, facts, scenario + ": ");
  }

  /** What the call answers; empty if it failed, which is a problem then. */
  <T> Optional<T> ask(String action, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (SdkException e) {
      problem(AwsErrors.sentence(e, action));
      return Optional.empty();
    }
  }

  /** Keeps a problem, once. */
  void problem(String sentence) {
    keep(about + sentence, problems);
  }

  /** Keeps something worth telling, once. */
  void fact(String sentence) {
    keep(about + sentence, facts);
  }

  private static void keep(String sentence, List<String> sentences) {
    if (!sentences.contains(sentence)) {
      sentences.add(sentence);
    }
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  List<String> facts() {
    return List.copyOf(facts);
  }
}
