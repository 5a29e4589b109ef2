package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.DurationText;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.scenario.text.Shortened;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the consumer does with a message. */
public sealed interface Behaviour
    permits Behaviour.Succeed,
        Behaviour.Throw,
        Behaviour.Forward,
        Behaviour.FailTimes,
        Behaviour.FailSentBefore,
        Behaviour.Hang,
        Behaviour.Crash,
        Behaviour.MalformedResponse,
        FailBetween,
        FailRate,
        FailWithVisibility {

  /** Every word that {@link #parse} reads, as a sentence lists them. */
  List<String> WORDS =
      List.of(
          "succeed",
          "throw",
          "forward",
          "fail-times N (N 1 to 1000)",
          "fail-sent-before T (T since the start, such as 90s)",
          "fail-between T1 T2 (since the start)",
          "fail-until T (since the start)",
          "fail-rate P% (P 1 to 99)",
          "fail-with-visibility D (D 0s to 11h)",
          "fail-with-backoff D xF max M (F 2 to 10, D and M 1s to 11h)",
          "hang",
          "crash",
          "answer-empty-id",
          "answer-null-id",
          "answer-unknown-id",
          "answer-misspelt-key",
          "answer-empty-object");

  /** Succeeds. */
  record Succeed() implements Behaviour {
    @Override
    public String word() {
      return "succeed";
    }
  }

  /** Throws, at every receive. */
  record Throw() implements Behaviour {
    @Override
    public String word() {
      return "throw";
    }
  }

  /** Raises, catches that, sends the body to the dead-letter queue itself, and succeeds. */
  record Forward() implements Behaviour {
    @Override
    public String word() {
      return "forward";
    }
  }

  /**
   * Throws while the receive count is at most {@code times}, then succeeds.
   *
   * @param times 1 to 1000
   */
  record FailTimes(int times) implements Behaviour {
    public FailTimes {
      if (times < 1 || times > 1000) {
        throw new IllegalArgumentException("fail-times is " + times + ", but must be 1 to 1000.");
      }
    }

    @Override
    public String word() {
      return "fail-times " + times;
    }
  }

  /**
   * Throws for a message that was sent before a time, and succeeds for one that was sent later: a
   * fault that was fixed then. A message that a move task brings back counts as sent by the move.
   *
   * @param mended since the start of the run, 1 s to 14 d
   */
  record FailSentBefore(Duration mended) implements Behaviour {
    private static final String VERB = "fail-sent-before ";

    public FailSentBefore {
      if (mended.compareTo(Duration.ofSeconds(1)) < 0
          || mended.compareTo(Duration.ofDays(14)) > 0) {
        throw new IllegalArgumentException(
            "is " + DurationText.print(mended) + ", but must be 1s to 14d.");
      }
    }

    private static FailSentBefore parse(String time) {
      try {
        return new FailSentBefore(DurationText.parse(time));
      } catch (InvalidScenario | IllegalArgumentException notATime) {
        throw new IllegalArgumentException(
            "behaviour: fail-sent-before " + notATime.getMessage(), notATime);
      }
    }

    @Override
    public String word() {
      return VERB + DurationText.print(mended);
    }

    @Override
    public String bodyWord(Instant start) {
      return VERB + start.plus(mended).toEpochMilli();
    }
  }

  /** Sleeps past the function timeout, at every receive. */
  record Hang() implements Behaviour {
    @Override
    public String word() {
      return "hang";
    }
  }

  /** Exits the process, at every receive. */
  record Crash() implements Behaviour {
    @Override
    public String word() {
      return "crash";
    }
  }

  /** Returns a response that is not what a mapping with batch item failures expects. */
  record MalformedResponse(Flaw flaw) implements Behaviour {
    /** What is wrong with it. */
    public enum Flaw {
      /** An itemIdentifier that is empty. */
      EMPTY_ID("answer-empty-id"),
      /** An itemIdentifier that is null. */
      NULL_ID("answer-null-id"),
      /** An itemIdentifier of no record in the batch. */
      UNKNOWN_ID("answer-unknown-id"),
      /** Another key in place of itemIdentifier. */
      MISSPELT_KEY("answer-misspelt-key"),
      /**
       * An object without batchItemFailures, returned when all records of the batch are done: it
       * says that nothing failed.
       */
      EMPTY_OBJECT("answer-empty-object");

      private final String word;

      Flaw(String word) {
        this.word = word;
      }
    }

    /** Whether the mapping treats the whole batch as failed. */
    public boolean failsBatch() {
      return flaw != Flaw.EMPTY_OBJECT;
    }

    @Override
    public String word() {
      return flaw.word;
    }
  }

  /** The behaviour as scenario files write it. */
  String word();

  /**
   * The behaviour as the message body writes it: with times as epoch milliseconds, since a function
   * knows no start of the run, and durations as seconds.
   *
   * @param start of the run
   */
  default String bodyWord(Instant start) {
    return word();
  }

  /**
   * Reads what {@link #word} writes.
   *
   * @throws IllegalArgumentException if the word is unknown; the message is a sentence
   */
  static Behaviour parse(String word) {
    return switch (word) {
      case "succeed" -> new Succeed();
      case "throw" -> new Throw();
      case "forward" -> new Forward();
      case "hang" -> new Hang();
      case "crash" -> new Crash();
      default -> parseMalformedResponse(word).orElseGet(() -> parseFailing(word));
    };
  }

  private static Optional<Behaviour> parseMalformedResponse(String word) {
    return Arrays.stream(MalformedResponse.Flaw.values())
        .filter(flaw -> flaw.word.equals(word))
        .findFirst()
        .map(MalformedResponse::new);
  }

  private static Behaviour parseFailing(String word) {
    if (word.startsWith(FailSentBefore.VERB)) {
      return FailSentBefore.parse(word.substring(FailSentBefore.VERB.length()));
    }
    if (word.matches("fail-times \\d{1,9}")) {
      return new FailTimes(Integer.parseInt(word.substring("fail-times ".length())));
    }
    return FailBetween.find(word)
        .or(() -> FailRate.find(word))
        .or(() -> FailWithVisibility.find(word))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "behaviour is \"%s\", but must be one of %s."
                        .formatted(Shortened.of(word), String.join(", ", WORDS))));
  }

  /** What the consumer does with a message whose body names no behaviour. */
  static Behaviour impliedBy(String userId) {
    return switch (userId) {
      case "1" -> new Forward();
      case "2" -> new Throw();
      default -> new Succeed();
    };
  }
}
