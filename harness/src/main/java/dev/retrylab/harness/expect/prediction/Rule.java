package dev.retrylab.harness.expect.prediction;

/**
 * One rule that a prediction rests on.
 *
 * @param id short name, lower-case with hyphens
 * @param statement one sentence
 * @param source an AWS page, ids of facts recorded on AWS, or what else it was taken from
 */
public record Rule(String id, String statement, String source) {

  /** The statement with its source, for people. */
  public String sentence() {
    return statement + " [" + source + "]";
  }
}
