package dev.retrylab.harness.target.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes calls one after another, and keeps what is wrong as sentences instead of stopping. */
final class Asking {
  private final List<String> problems = new ArrayList<>();

  /** What the call answers; empty if it failed, which is a problem then. */
  <T> Optional<T> ask(String action, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (SdkException e) {
      problem(AwsTrouble.sentence(e, action));
      return Optional.empty();
    }
  }

  /** Keeps a problem, once. */
  void problem(String sentence) {
    if (!problems.contains(sentence)) {
      problems.add(sentence);
    }
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
