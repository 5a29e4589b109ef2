package dev.retrylab.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A behaviour that fails at some receives and succeeds at others.
 *
 * @param condition at which receives it fails
 * @param what it says then
 */
record Failing(Condition condition, String what) {
  private static final Pattern TIMES = Pattern.compile("fail-times ([1-9][0-9]{0,2}|1000)");
  private static final Pattern SENT_BEFORE = Pattern.compile("fail-sent-before ([0-9]{1,15})");
  private static final Pattern BETWEEN =
      Pattern.compile("fail-between ([0-9]{1,15}) ([0-9]{1,15})");
  private static final Pattern RATE = Pattern.compile("fail-rate ([1-9][0-9]?)%");

  /** Whether it fails with a message now. */
  private interface Condition {
    boolean fails(ReceivedMessage message, Instant now);
  }

  /** The one that the words ask for, if they ask for such a behaviour. */
  static Optional<Failing> find(String behaviour) {
    Matcher times = TIMES.matcher(behaviour);
    if (times.matches()) {
      return Optional.of(times(Integer.parseInt(times.group(1))));
    }
    Matcher sentBefore = SENT_BEFORE.matcher(behaviour);
    if (sentBefore.matches()) {
      return Optional.of(sentBefore(time(sentBefore, 1)));
    }
    Matcher between = BETWEEN.matcher(behaviour);
    if (between.matches()) {
      return Optional.of(between(time(between, 1), time(between, 2)));
    }
    Matcher rate = RATE.matcher(behaviour);
    return rate.matches() ? Optional.of(rate(Integer.parseInt(rate.group(1)))) : Optional.empty();
  }

  private static Instant time(Matcher matcher, int group) {
    return Instant.ofEpochMilli(Long.parseLong(matcher.group(group)));
  }

  /** While the receive count is at most {@code times}; one made by hand is the first. */
  private static Failing times(int times) {
    return new Failing(
        (message, now) -> message.receiveCount().orElse(1) <= times,
        "fails the first " + times + (times == 1 ? " time" : " times"));
  }

  /**
   * While the queue took the message before a time: a fault that was mended then. A message without
   * a sent timestamp, of an event made by hand, fails too.
   */
  private static Failing sentBefore(Instant mended) {
    return new Failing(
        (message, now) -> message.sentTimestamp().orElse(0L) < mended.toEpochMilli(),
        "fails what was sent before " + mended);
  }

  /** Whenever it is run in that time: an outage of what the function depends on. */
  private static Failing between(Instant from, Instant to) {
    return new Failing(
        (message, now) -> !now.isBefore(from) && now.isBefore(to),
        "fails from " + from + " to " + to);
  }

  /**
   * At so many of a hundred receives, drawn by key and receive count (message body contract): the
   * CRC-32 of the key, a colon and the receive count, in hundredths.
   */
  private static Failing rate(int percent) {
    return new Failing(
        (message, now) -> hundredths(message) < percent, "fails at " + percent + "% of receives");
  }

  private static long hundredths(ReceivedMessage message) {
    CRC32 crc = new CRC32();
    String text =
        message.body().key().orElse(message.messageId()) + ":" + message.receiveCount().orElse(1);
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % 100;
  }

  /**
   * What becomes of a message.
   *
   * @throws IllegalStateException if it fails
   */
  Outcome outcome(ReceivedMessage message, Instant now) {
    if (condition.fails(message, now)) {
      throw message.failure(what);
    }
    return Outcome.succeeded();
  }
}
