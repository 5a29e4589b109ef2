package dev.retrylab.harness.judge.evidence;

import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A finding about what the queues and the functions did. */
public sealed interface RunFinding extends Finding {
  /**
   * How long silence was listened to.
   *
   * @param watchedUntil since the first message was sent
   * @param lastExpected when the last error that was expected and did not come was due, on the same
   *     scale; empty where every hypothesis got the errors that it expected
   */
  record QuietTime(Duration watchedUntil, Optional<Duration> lastExpected) implements RunFinding {
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
  record DeadLetteredUnrun(int messages, String keys, String because) implements RunFinding {
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
      implements RunFinding {
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
   * @param keys of the messages, at least one
   * @param counts which receives of each, from 1
   */
  record PhantomReceives(List<String> keys, List<Integer> counts) implements RunFinding {
    @Override
    public String sentence() {
      boolean one = keys.size() == 1;
      return "%s: the queue counted %s %s, and no function logged %s; so %d fewer function %s%s may be seen than expected%s."
          .formatted(
              one ? keys.get(0) : keys.size() + " messages",
              counts.size() == 1 ? "receive" : "receives",
              counts.stream().map(String::valueOf).collect(Collectors.joining(", ")),
              counts.size() == 1 ? "it" : "them",
              counts.size(),
              counts.size() == 1 ? "error" : "errors",
              one ? "" : " of each",
              one ? "" : " (" + Words.firstOf(keys) + ")");
    }
  }

  /**
   * How long after one receive the next one came.
   *
   * @param retries how many such intervals were seen
   */
  record RetryInterval(
      int retries,
      Duration shortest,
      Duration longest,
      Duration shortestVisibility,
      Duration longestVisibility)
      implements RunFinding {
    @Override
    public String sentence() {
      String shortestText = TimeText.length(shortest);
      String longestText = TimeText.length(longest);
      String visibility = TimeText.setting(longestVisibility);
      return "%s %s after the previous receive; the visibility timeout is %s."
          .formatted(
              retries == 1 ? "The retry came" : "The " + retries + " retries came",
              shortestText.equals(longestText) ? shortestText : shortestText + " to " + longestText,
              shortestVisibility.equals(longestVisibility)
                  ? visibility
                  : TimeText.setting(shortestVisibility) + " to " + visibility);
    }
  }

  /** How long after the previous attempt of an asynchronous invocation the next one came. */
  record AttemptInterval(int retries, Duration shortest, Duration longest) implements RunFinding {
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
  record DlqReceiveCount(String key, int seen, String expected) implements RunFinding {
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
      implements RunFinding {
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
  record MoreThanOnce(String key, String what) implements RunFinding {
    @Override
    public String sentence() {
      return "%s: %s; AWS delivers the messages of a standard queue at least once, so no verdict hangs on it."
          .formatted(key, what);
    }
  }

  /**
   * Messages that expired alike.
   *
   * @param keys of the messages, in their order
   * @param first when the first of them expired, since it was sent
   * @param why which queue's retention it was, and from when it counts
   */
  record Expired(List<String> keys, Duration first, String why) implements RunFinding {
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
  record CountedInQueues(Duration at, long inSource, long inDlq) implements RunFinding {
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
  record RanNarrower(int atATime, int available) implements RunFinding {
    @Override
    public String sentence() {
      return "The local engine ran at most %d at a time, where AWS could have run %d: throttling and bursts are not put to the test by this run."
          .formatted(atATime, available);
    }
  }

  /** What a step of the harness had to say, such as the words with which SQS refused it. */
  record StepRemark(int number, String what, String words) implements RunFinding {
    @Override
    public String sentence() {
      return "Step %d (%s): %s%s".formatted(number, what, words, words.endsWith(".") ? "" : ".");
    }
  }
}
