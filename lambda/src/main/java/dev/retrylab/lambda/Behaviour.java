package dev.retrylab.lambda;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the consumer does with a message. */
sealed interface Behaviour {

  /**
   * Does it.
   *
   * @throws RuntimeException if the record fails
   */
  Outcome act(Attempt attempt);

  /** What a body asks for: its behaviour, or else what its user id implies. */
  static Behaviour of(MessageBody body) {
    return body.behaviour().map(Behaviour::parse).orElseGet(() -> impliedBy(body));
  }

  private static Behaviour impliedBy(MessageBody body) {
    return switch (body.userId().orElseThrow()) {
      case "1" -> new Forward();
      case "2" -> new Throw();
      default -> new Succeed();
    };
  }

  private static Behaviour parse(String words) {
    return switch (words) {
      case "succeed" -> new Succeed();
      case "throw" -> new Throw();
      case "forward" -> new Forward();
      case "hang" -> new Hang();
      case "crash" -> new Crash();
      case AnswerEmptyObject.WORD -> new AnswerEmptyObject();
      default ->
          BadAnswer.parse(words)
              .<Behaviour>map(AnswerBadly::new)
              .or(() -> FailSentBefore.parse(words))
              .orElseGet(() -> FailTimes.parse(words));
    };
  }

  /** Nothing goes wrong: the mapping deletes the message. */
  record Succeed() implements Behaviour {
    @Override
    public Outcome act(Attempt attempt) {
      return Outcome.succeeded();
    }
  }

  /** Fails on every receive, until the redrive policy moves the message away. */
  record Throw() implements Behaviour {
    @Override
    public Outcome act(Attempt attempt) {
      throw attempt.failure("always fails");
    }
  }

  /** Raises, catches it itself, sends the body to the dead-letter queue, and succeeds. */
  record Forward() implements Behaviour {
    @Override
    public Outcome act(Attempt attempt) {
      try {
        throw attempt.failure("is for the dead-letter queue");
      } catch (IllegalStateException caught) {
        return Outcome.forwarded(caught, attempt.forward());
      }
    }
  }

  /** Fails while the receive count is at most {@code times}, then succeeds. */
  record FailTimes(int times) implements Behaviour {
    private static final Pattern WORDS = Pattern.compile("fail-times ([1-9][0-9]{0,2}|1000)");

    private static Behaviour parse(String words) {
      Matcher matcher = WORDS.matcher(words);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "unknown behaviour \""
                + words
                + "\": use succeed, throw, forward, fail-times N (N from 1 to 1000),"
                + " fail-sent-before T (T in epoch milliseconds), hang, crash,"
                + " answer-empty-id, answer-null-id, answer-unknown-id, answer-misspelt-key or"
                + " answer-empty-object");
      }
      return new FailTimes(Integer.parseInt(matcher.group(1)));
    }

    @Override
    public Outcome act(Attempt attempt) {
      if (attempt.receiveCount() <= times) {
        throw attempt.failure("fails the first " + times + (times == 1 ? " time" : " times"));
      }
      return Outcome.succeeded();
    }
  }

  /**
   * Fails while the queue took the message before a time: a fault that was mended then. A message
   * without that time, of a test event made by hand, fails too.
   */
  record FailSentBefore(Instant mended) implements Behaviour {
    private static final Pattern WORDS = Pattern.compile("fail-sent-before ([0-9]{1,15})");

    private static Optional<Behaviour> parse(String words) {
      Matcher matcher = WORDS.matcher(words);
      return matcher.matches()
          ? Optional.of(new FailSentBefore(Instant.ofEpochMilli(Long.parseLong(matcher.group(1)))))
          : Optional.empty();
    }

    @Override
    public Outcome act(Attempt attempt) {
      if (attempt.receipt().sentTimestamp().orElse(0L) < mended.toEpochMilli()) {
        throw attempt.failure("fails what was sent before " + mended);
      }
      return Outcome.succeeded();
    }
  }

  /** Sleeps until the function timeout kills the process, which leaves no outcome line. */
  record Hang() implements Behaviour {
    @Override
    public Outcome act(Attempt attempt) {
      attempt.hang();
      throw attempt.failure("hung past the function timeout, and nothing stopped it");
    }
  }

  /** Ends the process at once, without shutdown hooks and without an outcome line. */
  record Crash() implements Behaviour {
    @Override
    public Outcome act(Attempt attempt) {
      attempt.crash();
      throw attempt.failure("ended the process, and yet it goes on");
    }
  }

  /** Succeeds, and makes the answer to the whole batch an object that names nothing. */
  record AnswerEmptyObject() implements Behaviour {
    private static final String WORD = "answer-empty-object";

    @Override
    public Outcome act(Attempt attempt) {
      return Outcome.succeeded();
    }
  }

  /** Ends the work on the batch with a bad answer; where nobody reads answers, none is bad. */
  record AnswerBadly(BadAnswer answer) implements Behaviour {
    @Override
    public Outcome act(Attempt attempt) {
      if (attempt.answersRead()) {
        throw new BadAnswer.Given(answer, attempt.receipt().label());
      }
      return Outcome.succeeded();
    }
  }
}
