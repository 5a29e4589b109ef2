package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.DurationRange;
import dev.retrylab.harness.scenario.text.DurationText;
import dev.retrylab.harness.scenario.text.NumberRange;
import dev.retrylab.harness.scenario.text.Problems;
import dev.retrylab.harness.scenario.text.Section;
import dev.retrylab.harness.scenario.text.Word;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of value: what it allows, and how scenario files write it.
 *
 * @param <T> what it is in the program
 * @param range which values are allowed, as the end of "but must be"
 * @param printing a text, a number or a boolean, as a scenario file writes it
 */
record SettingType<T>(
    String range, Reading<T> reading, Checking<T> checking, Function<T, Object> printing) {

  /** Reads a key of a section, and gives {@code otherwise} where there is none or it is wrong. */
  interface Reading<T> {
    T read(Section section, String name, T otherwise);
  }

  /** Adds a sentence where a value is out of range, wherever it comes from. */
  interface Checking<T> {
    void check(String key, T value, Problems problems);
  }

  /** One of some words. */
  static <W extends Word> SettingType<W> word(W[] words) {
    return new SettingType<>(
        Arrays.stream(words).map(Word::word).collect(Collectors.joining(" or ")),
        (section, name, otherwise) -> section.word(name, words, otherwise),
        (key, value, problems) -> {},
        Word::word);
  }

  /**
   * One of some words, or nothing.
   *
   * @param absent what people read where there is nothing
   */
  static <W extends Word> SettingType<Optional<W>> optionalWord(W[] words, String absent) {
    return new SettingType<>(
        word(words).range(),
        (section, name, otherwise) -> section.word(name, words),
        (key, value, problems) -> {},
        value -> value.map(Word::word).orElse(absent));
  }

  /** A duration of whole seconds within two others, both allowed. */
  static SettingType<Duration> duration(String least, String most) {
    Duration min = DurationText.parse(least);
    Duration max = DurationText.parse(most);
    return new SettingType<>(
        least + " to " + most,
        Section::duration,
        (key, value, problems) -> problems.rangeOfSeconds(key, value, min, max),
        DurationText::print);
  }

  /** The same to the millisecond. */
  static SettingType<Duration> fineDuration(String least, String most) {
    Duration min = DurationText.parse(least);
    Duration max = DurationText.parse(most);
    return new SettingType<>(
        least + " to " + most,
        Section::duration,
        (key, value, problems) -> problems.range(key, value, min, max),
        DurationText::print);
  }

  /** A duration, or any between two of them. */
  static SettingType<DurationRange> durationRange() {
    return new SettingType<>(
        DurationRange.ALLOWED,
        Section::durationRange,
        (key, value, problems) -> value.check(key, problems),
        DurationRange::toString);
  }

  /** A whole number within two others, both allowed. */
  static SettingType<Integer> integer(int least, int most) {
    return new SettingType<>(
        least + " to " + most,
        Section::integer,
        (key, value, problems) -> problems.range(key, value, least, most),
        value -> value);
  }

  /** The same, or nothing. */
  static SettingType<OptionalInt> optionalInteger(int least, int most) {
    return new SettingType<>(
        least + " to " + most,
        (section, name, otherwise) -> section.integer(name),
        (key, value, problems) ->
            value.ifPresent(number -> problems.range(key, number, least, most)),
        value -> value.isPresent() ? (Object) value.getAsInt() : "none");
  }

  /**
   * The numbers from one to another, or nothing.
   *
   * @param usual has the end that is left out
   * @param leastMin of the lower end, as is mostMin
   * @param mostMax of the upper end, which is not below the lower one
   */
  static SettingType<Optional<NumberRange>> optionalRange(
      NumberRange usual, int leastMin, int mostMin, int mostMax) {
    String range = "{ min: %d to %d, max: min to %d }".formatted(leastMin, mostMin, mostMax);
    return new SettingType<>(
        range,
        (section, name, otherwise) -> section.numberRange(name, usual, range),
        (key, value, problems) ->
            value
                .filter(
                    given ->
                        given.min() < leastMin
                            || given.min() > mostMin
                            || given.max() < given.min()
                            || given.max() > mostMax)
                .ifPresent(
                    wrong ->
                        problems.add("%s is %s, but must be %s.".formatted(key, wrong, range))),
        value -> value.map(NumberRange::toString).orElse("none"));
  }

  /** True or false. */
  static SettingType<Boolean> flag() {
    return new SettingType<>(
        "true or false", Section::flag, (key, value, problems) -> {}, value -> value);
  }
}
