package dev.retrylab.harness.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;

/** What a run of somebody's may hold and nobody else is to see. All of it is made up. */
final class Secrets {
  static final String ACCOUNT = "493817265504";
  static final String REQUEST = "7f3d2c1b-9a8e-4d6c-8b5a-49381726aaaa";
  static final String E_MAIL = "jane.doe@zebracorp.example";

  /** Each as it may stand in a text. */
  static final List<String> ALL =
      List.of(
          ACCOUNT,
          REQUEST,
          E_MAIL,
          "arn:aws:sqs:eu-central-1:" + ACCOUNT + ":zebracorp-billing.fifo",
          "arn:aws:iam::" + ACCOUNT + ":role/zebracorp-admin",
          "https://sqs.eu-central-1.amazonaws.com/" + ACCOUNT + "/zebracorp-billing.fifo",
          "AKIAZEBRAIOSFODNN7EX",
          "wJalrXUtnFEMI/K7MDENG/bPxRfiZEBRACORPKEY",
          "db-7.internal.zebracorp.example",
          "10.83.42.17",
          "/home/janedoe/zebracorp/billing.yaml",
          "C:\\Users\\janedoe\\zebracorp",
          "password=hunter2-zebra",
          "+49 30 90 18 20 77",
          "com.zebracorp.billing.ZebraException");

  /** What is left of a secret that only a part was taken from. */
  private static final List<String> TRACES =
      List.of(
          ACCOUNT,
          "493817",
          REQUEST,
          "49381726",
          "jane",
          "zebra",
          "AKIA",
          "wJalrX",
          "bPxRfi",
          "10.83",
          "42.17",
          "/home",
          "hunter2",
          "90 18",
          "billing");

  private Secrets() {}

  static void assertNoneIn(String name, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String trace : TRACES) {
      int at = lower.indexOf(trace.toLowerCase(Locale.ROOT));
      assertThat(
              at < 0 ? "" : text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 80)))
          .as("what is around %s in %s", trace, name)
          .isEmpty();
    }
  }
}
