package dev.retrylab.cdk;

import java.util.List;

/** The input asks for something that cannot be deployed. */
final class InvalidInput extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  InvalidInput(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  InvalidInput(String problem) {
    this(List.of(problem));
  }

  /** One sentence for each problem; never empty. */
  List<String> problems() {
    return problems;
  }
}
