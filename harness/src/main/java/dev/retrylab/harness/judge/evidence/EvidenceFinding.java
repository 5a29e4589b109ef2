package dev.retrylab.harness.judge.evidence;

import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;

/** A finding about the evidence: what was read, what is missing, what failed in the lab itself. */
public sealed interface EvidenceFinding extends Finding {
  /**
   * A setting that is deployed otherwise than the scenario says; expectations follow the former.
   *
   * @param about whether the scenario is about this setting, so that the run does not put it to the
   *     test
   */
  record SettingsDrift(String setting, String inScenario, String deployed, boolean about)
      implements EvidenceFinding {
    @Override
    public String sentence() {
      return "%s is %s as deployed, and %s in the scenario%s"
          .formatted(
              setting,
              deployed,
              inScenario,
              about
                  ? ", which is about it: this run does not put it to the test."
                  : "; expectations follow what is deployed.");
    }
  }

  /** Invocations that ended without a journal line. */
  record UnjournalledInvocations(FunctionRole function, int invocations, String firstEnd)
      implements EvidenceFinding {
    @Override
    public String sentence() {
      return "%s of the %s ended without a journal line (%s)."
          .formatted(Words.count(invocations, "invocation"), function.word(), firstEnd);
    }
  }

  /** Invocations of the consumer that nothing accounts for. */
  record UnexplainedRuns(int invocations) implements EvidenceFinding {
    @Override
    public String sentence() {
      return "%s of the consumer logged nothing of any record, and no receive that was counted accounts for %s: nobody knows what %s had, so nothing matches."
          .formatted(
              Words.count(invocations, "invocation"),
              invocations == 1 ? "it" : "them",
              invocations == 1 ? "it" : "they");
    }
  }

  /** Records that were received before the first message of this run was sent. */
  record EarlierRecords(int records) implements EvidenceFinding {
    @Override
    public String sentence() {
      return Words.count(records, "record")
          + " in the log "
          + (records == 1 ? "is" : "are")
          + " from before this run, and "
          + (records == 1 ? "was" : "were")
          + " left aside.";
    }
  }

  /** Records of messages that this run did not send. */
  record StrayRecords(int records) implements EvidenceFinding {
    @Override
    public String sentence() {
      return records == 1
          ? "1 record belonged to no message of this run; something else uses the queue."
          : records + " records belonged to no message of this run; something else uses the queue.";
    }
  }

  /** How much was read, and how late the latest of it was. */
  record LogEvents(int events, Duration ingestionLag) implements EvidenceFinding {
    @Override
    public String sentence() {
      if (events == 0) {
        return "No function logged anything.";
      }
      return "The evidence is %s, each in the log at most %s after it happened."
          .formatted(Words.count(events, "log event"), TimeText.length(ingestionLag));
    }
  }

  /** That the polls of a large run did not each read the whole log. */
  record RollingWindow() implements EvidenceFinding {
    @Override
    public String sentence() {
      return "Above 10,000 log events, which is what one page holds, each poll read the last minutes"
          + " only, and the whole log was read once more at the end. CloudWatch Logs Insights would"
          + " return 10,000 rows at most.";
    }
  }

  /** The judge itself failed, so that there is no judgement. */
  record JudgeFailed(String error) implements EvidenceFinding {
    @Override
    public String sentence() {
      return "The judge failed, so nothing is decided: " + error;
    }
  }

  /**
   * Something inside the lab itself failed.
   *
   * @param times how often at the least: of very many failures only the first are kept
   * @param first when, since the first message was sent, it failed for the first time; negative
   *     before that
   * @param what failed then and how, without a full stop
   */
  record LabFailed(int times, Duration first, String what) implements EvidenceFinding {
    @Override
    public String sentence() {
      return times == 1
          ? "The lab itself failed at %s, so nothing is decided: %s. harness.log has the stack trace."
              .formatted(TimeText.offset(first), what)
          : "The lab itself failed at least %d times, the first time at %s, so nothing is decided: %s. harness.log has the stack traces."
              .formatted(times, TimeText.offset(first), what);
    }
  }

  /** A fact that was still missing when the watch ended. */
  record Missing(String what) implements EvidenceFinding {
    @Override
    public String sentence() {
      return "Still missing at the end: " + what + ".";
    }
  }
}
