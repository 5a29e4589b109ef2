package dev.retrylab.harness.report.aggregate;

import dev.retrylab.harness.judge.UnrunCause;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.FailBetween;
import dev.retrylab.harness.scenario.FailWithVisibility;
import dev.retrylab.harness.timeline.Fate;
import java.util.Set;
import java.util.stream.Collectors;

/** Why messages of a class came to their end as they did. */
sealed interface Cause {
  /** Ends a sentence about so many messages; empty where there is nothing to say. */
  String clause(int messages, Fate fate);

  /** Says in a list of causes by what so many messages were lost. */
  String loss(int messages);

  /** No run failed, or nothing tells why. */
  record Unknown(boolean anyFailed) implements Cause {
    @Override
    public String clause(int messages, Fate fate) {
      return "";
    }

    @Override
    public String loss(int messages) {
      return anyFailed
          ? "by failures that their behaviour does not explain"
          : "although no run failed for " + them(messages);
    }
  }

  /** What the function depends on was down. */
  record Outage(FailBetween outage) implements Cause {
    @Override
    public String clause(int messages, Fate fate) {
      return switch (fate) {
        case CONSUMED, FORWARDED -> they(messages) + " outlasted the outage (" + word() + ")";
        case DEAD_LETTERED, EXPIRED, DISCARDED ->
            "the outage (" + word() + ") outlasted " + them(messages);
        case QUEUED, LOST, UNKNOWN -> "there was an outage (" + word() + ")";
      };
    }

    @Override
    public String loss(int messages) {
      return "by the outage (" + word() + ")";
    }

    private String word() {
      return outage.word();
    }
  }

  /** The consumer fails with such messages. */
  record ByBehaviour(Behaviour behaviour) implements Cause {
    @Override
    public String clause(int messages, Fate fate) {
      return hopeless()
          ? "no run of " + them(messages) + " can succeed (" + behaviour.word() + ")"
          : "that is what " + behaviour.word() + " makes of " + them(messages);
    }

    @Override
    public String loss(int messages) {
      return hopeless()
          ? "since no run can succeed (" + behaviour.word() + ")"
          : "by " + behaviour.word();
    }

    /** Whether it fails whenever it is run. */
    boolean hopeless() {
      return behaviour instanceof Behaviour.Throw
          || behaviour instanceof Behaviour.Hang
          || behaviour instanceof Behaviour.Crash
          || behaviour instanceof FailWithVisibility
          || behaviour instanceof Behaviour.MalformedResponse;
    }
  }

  /**
   * The handler was content with the message, and its batch failed.
   *
   * @param timedOut whether each such batch took longer than the function timeout; else another
   *     record failed
   */
  record Batch(boolean timedOut) implements Cause {
    @Override
    public String clause(int messages, Fate fate) {
      return "the handler was content with "
          + them(messages)
          + (timedOut
              ? ", but all records of a batch share one function timeout"
              : ", but one record that fails returns its whole batch to the queue");
    }

    @Override
    public String loss(int messages) {
      return timedOut ? "by batches that timed out" : "by batches in which another record failed";
    }
  }

  /** A run handled the message, and ended when the queue had moved it already. */
  record HandledTooLate() implements Cause {
    @Override
    public String clause(int messages, Fate fate) {
      return "a run handled "
          + (messages == 1 ? "it" : "each")
          + ", but ended after the visibility timeout of the last receive";
    }

    @Override
    public String loss(int messages) {
      return "although a run handled " + them(messages) + ", too late";
    }
  }

  /**
   * No run ever reached the message.
   *
   * @param healthy whether its behaviour lets it succeed, by the documented rules
   */
  record Unrun(boolean healthy, Set<UnrunCause> causes) implements Cause {
    @Override
    public String clause(int messages, Fate fate) {
      return causes.stream().map(one -> one.clause(messages)).collect(Collectors.joining(", and "));
    }

    @Override
    public String loss(int messages) {
      return "without a run";
    }
  }

  private static String they(int messages) {
    return messages == 1 ? "it" : "they";
  }

  private static String them(int messages) {
    return messages == 1 ? "it" : "them";
  }
}
