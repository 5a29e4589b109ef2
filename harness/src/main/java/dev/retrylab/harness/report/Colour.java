package dev.retrylab.harness.report;

/** The few ANSI attributes that a report uses; each meaning has one. */
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

  String on(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
