package dev.retrylab.harness.expect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Numbers the reasons of many predictions from 0, so that each needs to be written once only. */
final class Reasons {
  private final List<String> sentences = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  // Predictions share few lists of reasons: looking a list up by identity is enough, and quick.
  private final IdentityHashMap<List<String>, List<Integer>> known = new IdentityHashMap<>();

  List<Integer> numbers(List<String> because) {
    return known.computeIfAbsent(because, list -> list.stream().map(this::number).toList());
  }

  private int number(String sentence) {
    return numbers.computeIfAbsent(
        sentence,
        added -> {
          sentences.add(added);
          return sentences.size() - 1;
        });
  }

  List<String> sentences() {
    return sentences;
  }
}
