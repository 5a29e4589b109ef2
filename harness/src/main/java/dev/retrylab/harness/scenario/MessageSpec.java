package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.Problems;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * One message to send.
 *
 * @param key names the message in evidence and reports; unique in its scenario. What a move task
 *     made of message m2 is m2#2, and after another round m2#3: scenario files cannot use that sign
 * @param userId the {@code user_id} of the body, 1 to 1000 characters that SQS accepts
 * @param group the message group, 1 to 128 characters (SendMessage, MessageGroupId)
 * @param sendAfter since the start of the run, 0 s to 14 d
 * @param behaviour what the consumer will do with it
 * @param behaviourStated whether the scenario states the behaviour, so that the body names it;
 *     otherwise the user id implies it
 * @param duration how long the consumer works on it before it does that, 0 s to 15 m
 */
public record MessageSpec(
    String key,
    String userId,
    String group,
    Duration sendAfter,
    Behaviour behaviour,
    boolean behaviourStated,
    Duration duration) {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}(#[0-9]{1,3})?");

  /**
   * The characters that SQS accepts (SendMessage, MessageBody), of which the body of a message
   * escapes the control characters. Half a surrogate pair is none.
   */
  private static final Pattern USER_ID =
      Pattern.compile("[\\x{0}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]{1,1000}");

  private static final Pattern GROUP = Pattern.compile("[!-~]{1,128}");
  private static final Duration LATEST_SEND = Duration.ofDays(14);
  private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

  public MessageSpec {
    // Workloads have many messages and hardly ever a bad one: sentences only where needed.
    if (!isAllowed(key, userId, group)
        || !isWithin(sendAfter, LATEST_SEND)
        || !isWithin(duration, LONGEST_RUN)) {
      refuse(key, userId, group, sendAfter, duration);
    }
  }

  /** A message on which the consumer needs no time to work. */
  public MessageSpec(
      String key,
      String userId,
      String group,
      Duration sendAfter,
      Behaviour behaviour,
      boolean behaviourStated) {
    this(key, userId, group, sendAfter, behaviour, behaviourStated, Duration.ZERO);
  }

  private static boolean isAllowed(String key, String userId, String group) {
    return KEY.matcher(key).matches()
        && USER_ID.matcher(userId).matches()
        && GROUP.matcher(group).matches();
  }

  private static boolean isWithin(Duration duration, Duration most) {
    return !duration.isNegative() && duration.compareTo(most) <= 0;
  }

  /** Whether the text can name a message group. */
  public static boolean isGroup(String text) {
    return GROUP.matcher(text).matches();
  }

  private static void refuse(
      String key, String userId, String group, Duration sendAfter, Duration duration) {
    Problems problems = new Problems();
    problems.matches("messages: key", key, KEY, "1 to 64 letters, digits, underscores or hyphens");
    String message = "message " + key + ": ";
    problems.matches(message + "userId", userId, USER_ID, "1 to 1000 characters that SQS accepts");
    problems.matches(message + "group", group, GROUP, "1 to 128 ASCII characters without spaces");
    problems.range(message + "sendAfter", sendAfter, Duration.ZERO, LATEST_SEND);
    problems.range(message + "duration", duration, Duration.ZERO, LONGEST_RUN);
    problems.refuseIfAny();
  }

  /** A message sent at once, in the group of its user, that does what its user id implies. */
  public static MessageSpec of(String key, String userId) {
    return new MessageSpec(
        key, userId, userId, Duration.ZERO, Behaviour.impliedBy(userId), /* stated */ false);
  }

  /** The same message with a behaviour that the scenario states. */
  public MessageSpec behaving(Behaviour stated) {
    return new MessageSpec(key, userId, group, sendAfter, stated, true, duration);
  }

  /** The same message of another user, doing what it did. */
  public MessageSpec ofUser(String otherUserId) {
    return new MessageSpec(
        key, otherUserId, group, sendAfter, behaviour, behaviourStated, duration);
  }

  /** The same message under another key. */
  public MessageSpec named(String otherKey) {
    return new MessageSpec(
        otherKey, userId, group, sendAfter, behaviour, behaviourStated, duration);
  }

  /** The same message in another group. */
  public MessageSpec inGroup(String otherGroup) {
    return new MessageSpec(
        key, userId, otherGroup, sendAfter, behaviour, behaviourStated, duration);
  }

  /**
   * What becomes of the message when it is moved for the n-th time: a new one (sup-move-new-id).
   *
   * @param round from 2
   */
  public MessageSpec moved(int round, Duration sinceStart) {
    return new MessageSpec(
        movedKey(key, round), userId, group, sinceStart, behaviour, behaviourStated, duration);
  }

  /** The key of what a message becomes, from 2 for the first move. */
  public static String movedKey(String key, int round) {
    return originalKey(key) + "#" + round;
  }

  /** The key in the scenario file. */
  public static String originalKey(String key) {
    int sign = key.indexOf('#');
    return sign < 0 ? key : key.substring(0, sign);
  }

  /** The same message, sent at another time. */
  public MessageSpec sentAfter(Duration sinceStart) {
    return new MessageSpec(key, userId, group, sinceStart, behaviour, behaviourStated, duration);
  }

  /** The same message, worked on for so long. */
  public MessageSpec lasting(Duration otherDuration) {
    return new MessageSpec(
        key, userId, group, sendAfter, behaviour, behaviourStated, otherDuration);
  }
}
