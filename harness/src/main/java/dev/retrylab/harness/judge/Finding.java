package dev.retrylab.harness.judge;

import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Something worth knowing that no verdict hangs on. */
public sealed interface Finding {

  /** One sentence, or two short ones, that a reader understands without the rest of the report. */
  String sentence();

  /**
   * How long silence was listened to.
   *
   * @param watchedUntil since the first message was sent
   * @param lastExpected when the last error that was expected and did not come was due, on the same
   *     scale; empty where every hypothesis got the errors that it expected
   */
  record QuietTime(Duration watchedUntil, Optional<Duration> lastExpected) implements Finding {
    @Override
    public String sentence() {
      String until = "Watched until " + TimeText.offset(watchedUntil) + ": no further run";
      return lastExpected
          .map(
              due ->
                  until
                      + "; the last one any hypothesis in play expected was due at "
                      + TimeText.offset(due)
                      + ".")
          .orElse(until + ", and no hypothesis expected one.");
    }
  }

  /**
   * Messages that nothing was wrong with, and that were dead-lettered all the same, without ever
   * having run.
   *
   * @param keys of some of them
   * @param because the end of the sentence
   */
  record DeadLetteredUnrun(int messages, String keys, String because) implements Finding {
    @Override
    public String sentence() {
      return "%s dead-lettered without ever running, %s (%s)."
          .formatted(
              messages == 1 ? "1 healthy message was" : messages + " healthy messages were",
              because,
              keys);
    }
  }

  /**
   * That messages failed more or less often than invocations did.
   *
   * @param functionErrors runs that failed for a message, each message of a batch counted
   * @param unprocessed runs that gave a message back without having reached it
   * @param invocationErrors failed invocations, as CloudWatch's metric Errors counts them
   */
  record FailuresCounted(int functionErrors, int unprocessed, int invocationErrors)
      implements Finding {
    @Override
    public String sentence() {
      return "Failed records: %d%s; failed invocations: %d. CloudWatch's metric Errors counts the latter: a batch once, and one that reports its failures not at all."
          .formatted(
              functionErrors,
              unprocessed == 0 ? "" : "; given back unprocessed: " + unprocessed,
              invocationErrors);
    }
  }

  /**
   * Receives that the queue counted and no function logged.
   *
   * @param counts which receives, from 1
   */
  record PhantomReceives(String key, List<Integer> counts) implements Finding {
    @Override
    public String sentence() {
      return "%s: the queue counted %s %s, and no function logged %s; so %d fewer function %s may be seen than expected."
          .formatted(
              key,
              counts.size() == 1 ? "receive" : "receives",
              counts.stream().map(String::valueOf).collect(Collectors.joining(", ")),
              counts.size() == 1 ? "it" : "them",
              counts.size(),
              counts.size() == 1 ? "error" : "errors");
    }
  }

  /**
   * A setting that is deployed otherwise than the scenario says; expectations follow the former.
   *
   * @param about whether the scenario is about this setting, so that the run does not put it to the
   *     test
   */
  record SettingsDrift(String setting, String inScenario, String deployed, boolean about)
      implements Finding {
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

  /**
   * How long after one receive the next one came.
   *
   * @param retries how many such intervals were seen
   */
  record RetryInterval(int retries, Duration shortest, Duration longest, Duration visibilityTimeout)
      implements Finding {
    @Override
    public String sentence() {
      String shortestText = TimeText.length(shortest);
      String longestText = TimeText.length(longest);
      return "%s %s after the previous receive; the visibility timeout is %s."
          .formatted(
              retries == 1 ? "The retry came" : "The " + retries + " retries came",
              shortestText.equals(longestText) ? shortestText : shortestText + " to " + longestText,
              TimeText.setting(visibilityTimeout));
    }
  }

  /** How long after the previous attempt of an asynchronous invocation the next one came. */
  record AttemptInterval(int retries, Duration shortest, Duration longest) implements Finding {
    @Override
    public String sentence() {
      String shortestText = TimeText.length(shortest);
      String longestText = TimeText.length(longest);
      return "%s %s after the previous attempt, under the same request id; Lambda waits one minute, then two."
          .formatted(
              retries == 1 ? "The retry came" : "The " + retries + " retries came",
              shortestText.equals(longestText)
                  ? shortestText
                  : shortestText + " to " + longestText);
    }
  }

  /**
   * The receive count seen in the dead-letter queue differs from the expected one where AWS settles
   * it nowhere.
   */
  record DlqReceiveCount(String key, int seen, String expected) implements Finding {
    @Override
    public String sentence() {
      return "%s arrived in the dead-letter queue with receive count %d, where %s was expected; for FIFO queues AWS documents no value, so no verdict hangs on it."
          .formatted(key, seen, expected);
    }
  }

  /**
   * Messages of a FIFO group that ran after an earlier one of their group was dead-lettered.
   *
   * @param deadLettered the earlier one's key
   * @param blocked from its first receive to the first receive of one behind it
   * @param later the keys of those behind it
   */
  record GroupWentOn(String group, String deadLettered, Duration blocked, List<String> later)
      implements Finding {
    public GroupWentOn {
      later = List.copyOf(later);
    }

    @Override
    public String sentence() {
      return "Group %s: %s blocked it for %s until it was dead-lettered; then %s ran without it, so the order of the group is broken."
          .formatted(group, deadLettered, TimeText.length(blocked), Words.firstOf(later));
    }
  }

  /**
   * What a standard queue did more often than once, where AWS promises no more than "at least
   * once".
   *
   * @param what the phrase that tells it
   */
  record MoreThanOnce(String key, String what) implements Finding {
    @Override
    public String sentence() {
      return "%s: %s; AWS delivers the messages of a standard queue at least once, so no verdict hangs on it."
          .formatted(key, what);
    }
  }

  /** Invocations that ended without a journal line. */
  record UnjournalledInvocations(FunctionRole function, int invocations, String firstEnd)
      implements Finding {
    @Override
    public String sentence() {
      return "%s of the %s ended without a journal line (%s)."
          .formatted(Words.count(invocations, "invocation"), function.word(), firstEnd);
    }
  }

  /** Invocations of the consumer that nothing accounts for. */
  record UnexplainedRuns(int invocations) implements Finding {
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
  record EarlierRecords(int records) implements Finding {
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
  record StrayRecords(int records) implements Finding {
    @Override
    public String sentence() {
      return records == 1
          ? "1 record belonged to no message of this run; something else uses the queue."
          : records + " records belonged to no message of this run; something else uses the queue.";
    }
  }

  /**
   * Messages that expired alike.
   *
   * @param keys of the messages, in their order
   * @param first when the first of them expired, since it was sent
   * @param why which queue's retention it was, and from when it counts
   */
  record Expired(List<String> keys, Duration first, String why) implements Finding {
    public Expired {
      keys = List.copyOf(keys);
    }

    @Override
    public String sentence() {
      return "%s expired%s %s: %s."
          .formatted(
              Words.firstOf(keys),
              keys.size() == 1 ? " at" : ", the first at",
              TimeText.offset(first),
              why);
    }
  }

  /**
   * What the queues counted themselves, where messages show in no log.
   *
   * @param at since the first message was sent
   * @param inSource how many messages more the source queue held than before the run
   * @param inDlq the same for the dead-letter queue
   */
  record CountedInQueues(Duration at, long inSource, long inDlq) implements Finding {
    @Override
    public String sentence() {
      return "By the queues' own counts at %s, the source queue held %d more than before the run, and the dead-letter queue %d more; where nothing receives, no log tells."
          .formatted(TimeText.offset(at), inSource, inDlq);
    }
  }

  /**
   * That the local engine had fewer runs at a time than AWS would have.
   *
   * @param atATime the most that it runs
   * @param available how many batches or events were there at once
   */
  record RanNarrower(int atATime, int available) implements Finding {
    @Override
    public String sentence() {
      return "The local engine ran at most %d at a time, where AWS could have run %d: throttling and bursts are not put to the test by this run."
          .formatted(atATime, available);
    }
  }

  /** How much was read, and how late the latest of it was. */
  record LogEvents(int events, Duration ingestionLag) implements Finding {
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
  record RollingWindow() implements Finding {
    @Override
    public String sentence() {
      return "Above 10,000 log events, which is what one page holds, each poll read the last minutes"
          + " only, and the whole log was read once more at the end. CloudWatch Logs Insights would"
          + " return 10,000 rows at most.";
    }
  }

  /** What a step of the harness had to say, such as the words with which SQS refused it. */
  record StepRemark(int number, String what, String words) implements Finding {
    @Override
    public String sentence() {
      return "Step %d (%s): %s%s".formatted(number, what, words, words.endsWith(".") ? "" : ".");
    }
  }

  /** The judge itself failed, so that there is no judgement. */
  record JudgeFailed(String error) implements Finding {
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
  record LabFailed(int times, Duration first, String what) implements Finding {
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
  record Missing(String what) implements Finding {
    @Override
    public String sentence() {
      return "Still missing at the end: " + what + ".";
    }
  }
}
