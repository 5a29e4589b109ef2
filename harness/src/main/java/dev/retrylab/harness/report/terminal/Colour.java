package dev.retrylab.harness.report.terminal;

import dev.retrylab.harness.judge.Verdict;

/** The few ANSI attributes that a report uses; each has one meaning. */
enum Colour {
  GOOD("32"),
  BAD("31"),
  UNSURE("33"),
  QUIET("2"),
  STRONG("1");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  static Colour of(Verdict verdict) {
    return switch (verdict) {
      case MATCH -> GOOD;
      case DIVERGED -> BAD;
      case INCONCLUSIVE -> UNSURE;
    };
  }

  String on(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
