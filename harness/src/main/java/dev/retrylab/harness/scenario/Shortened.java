package dev.retrylab.harness.scenario;

/** Keeps what a sentence quotes short and on one line. */
final class Shortened {
  private static final int LIMIT = 60;

  private Shortened() {}

  static String of(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LIMIT ? line : line.substring(0, LIMIT) + "...";
  }
}
