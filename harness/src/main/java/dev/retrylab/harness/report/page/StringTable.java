package dev.retrylab.harness.report.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts that many rows share, each kept once; rows hold their numbers. */
final class StringTable {
  /** The number of a text that is not there. */
  static final int NONE = -1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  /** The number of the text, from 0; {@link #NONE} of null. */
  int number(String text) {
    if (text == null) {
      return NONE;
    }
    return numbers.computeIfAbsent(
        text,
        unknown -> {
          texts.add(unknown);
          return texts.size() - 1;
        });
  }

  /** All texts, by number. */
  List<String> texts() {
    return texts;
  }
}
