package dev.retrylab.harness.judge;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.retrylab.harness.judge.evidence.BrokenInvariant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the target did to messages against its own promises. Every hypothesis takes these for
 * granted, so each of them is refuted where one is broken.
 *
 * @param byKey the phrases that tell it, for each message
 */
record BrokenPromises(Map<String, List<String>> byKey) {

  static BrokenPromises among(List<BrokenInvariant> broken) {
    return new BrokenPromises(
        broken.stream()
            .filter(BrokenInvariant::promised)
            .collect(groupingBy(BrokenInvariant::key, mapping(BrokenInvariant::what, toList()))));
  }

  /** The grade of a message, with the promises that were broken to it. */
  Grade applyTo(String key, Grade grade) {
    List<String> broken = byKey.getOrDefault(key, List.of());
    if (broken.isEmpty()) {
      return grade;
    }
    List<String> before = grade.verdict() == Verdict.DIVERGED ? grade.reasons() : List.<String>of();
    return Grade.diverged(Stream.concat(before.stream(), broken.stream()).toList());
  }
}
