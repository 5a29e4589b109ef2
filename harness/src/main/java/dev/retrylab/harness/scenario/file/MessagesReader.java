package dev.retrylab.harness.scenario.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.WorkloadRules;
import dev.retrylab.harness.scenario.text.DurationRange;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.scenario.text.Problems;
import dev.retrylab.harness.scenario.text.Section;
import dev.retrylab.harness.scenario.text.Shortened;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the list of messages and writes out the copies and arrivals. */
final class MessagesReader {
  static final List<String> MESSAGE =
      List.of(
          "key", "userId", "group", "sendAfter", "copies", "rate", "for", "behaviour", "duration");

  private static final Duration LONGEST_ARRIVALS = Duration.ofDays(14);

  private final Problems problems;
  private final QueueType type;
  private final DurationRange usual;
  private final List<MessageSpec> messages = new ArrayList<>();
  private long wanted;

  /**
   * @param type of the source queue
   * @param usual of the work on a message that states no duration
   */
  MessagesReader(Problems problems, QueueType type, DurationRange usual) {
    this.problems = problems;
    this.type = type;
    this.usual = usual;
  }

  List<MessageSpec> read(Section top) {
    Optional<JsonNode> list = top.raw("messages");
    if (list.isEmpty()) {
      problems.add("messages is missing; give at least one message with key and userId.");
      return messages;
    }
    if (!list.get().isArray()) {
      problems.add(top.wrong("messages", list.get(), "a list of messages with key and userId"));
      return messages;
    }
    int before = problems.count();
    for (int i = 0; i < list.get().size(); i++) {
      read(list.get().get(i), "messages[" + (i + 1) + "]");
    }
    if (problems.count() == before) {
      WorkloadRules.checkMessages(messages, problems);
    }
    return messages;
  }

  private void read(JsonNode node, String where) {
    if (!node.isObject()) {
      problems.add(where + " must be a mapping with key and userId.");
      return;
    }
    int before = problems.count();
    Section section = new Section(node, where + ".", problems).knowing(MESSAGE);
    String key = section.requiredText("key").orElse("unnamed");
    if (key.contains("#")) {
      problems.add(
          "%s.key is \"%s\", but # is kept for what a move task makes of a message."
              .formatted(where, Shortened.of(key)));
    }
    String userId = section.requiredText("userId").orElse("unknown");
    String group = section.text("group").orElseGet(() -> defaultGroup(where, key, userId));
    Duration sendAfter = section.duration("sendAfter", Duration.ZERO);
    Optional<Behaviour> stated = behaviour(section, where);
    Optional<Duration> duration = section.duration("duration");
    int copies = copies(section, where);
    Optional<Arrivals> arrivals = arrivals(section, where);
    want(arrivals.map(Arrivals::messages).orElse((long) Math.max(copies, 0)), where);
    Behaviour behaviour = stated.orElseGet(() -> Behaviour.impliedBy(userId));
    if (problems.count() == before) {
      try {
        MessageSpec one =
            new MessageSpec(key, userId, group, sendAfter, behaviour, stated.isPresent());
        arrivals.ifPresentOrElse(
            steady -> addArrivals(one, steady, duration), () -> addCopies(one, copies, duration));
      } catch (InvalidScenario invalid) {
        problems.add(invalid);
      }
    }
  }

  /** Not every user id can name a group, and over a standard queue nobody asks for one. */
  private String defaultGroup(String where, String key, String userId) {
    boolean named = MessageSpec.isGroup(userId);
    if (!named && type == QueueType.FIFO && !userId.isEmpty()) {
      problems.add(
          "%s.group is missing, and the userId \"%s\" cannot stand for it, since a message group is 1 to 128 ASCII characters without spaces; give a group."
              .formatted(where, Shortened.of(userId)));
    }
    return named ? userId : key;
  }

  private Optional<Behaviour> behaviour(Section section, String where) {
    try {
      return section.text("behaviour").map(Behaviour::parse);
    } catch (IllegalArgumentException unknown) {
      problems.add(where + "." + unknown.getMessage());
      return Optional.empty();
    }
  }

  private int copies(Section section, String where) {
    int copies = section.integer("copies", 1);
    problems.range(where + ".copies", copies, 1, Scenario.MAX_MESSAGES);
    return copies;
  }

  private Optional<Arrivals> arrivals(Section section, String where) {
    Optional<JsonNode> rate = section.raw("rate");
    Optional<Duration> lasting = section.duration("for");
    if (rate.isPresent() != lasting.isPresent()) {
      problems.add(
          "%s has %s without %s, but messages arrive at a rate for some time; write for example rate: 20/s, for: 1h."
              .formatted(
                  where, rate.isPresent() ? "rate" : "for", rate.isPresent() ? "for" : "rate"));
    }
    if (rate.isEmpty() || lasting.isEmpty()) {
      return Optional.empty();
    }
    if (section.raw("copies").isPresent()) {
      problems.add(where + " has both rate and copies, but must have one of them.");
    }
    problems.range(where + ".for", lasting.get(), Duration.ofSeconds(1), LONGEST_ARRIVALS);
    try {
      return Optional.of(Arrivals.of(rate.get().asText(), lasting.get()));
    } catch (IllegalArgumentException unreadable) {
      problems.add(section.wrong("rate", rate.get(), Arrivals.RATES));
      return Optional.empty();
    }
  }

  /** Refuses the messages that bring all of them over what a scenario may send. */
  private void want(long more, String where) {
    wanted += more;
    if (wanted > Scenario.MAX_MESSAGES && wanted - more <= Scenario.MAX_MESSAGES) {
      problems.add(
          "%s brings the messages to %d, but a scenario may send at most %d."
              .formatted(where, wanted, Scenario.MAX_MESSAGES));
    }
  }

  private void addCopies(MessageSpec one, int copies, Optional<Duration> duration) {
    for (int i = 1; i <= copies; i++) {
      add(copies == 1 ? one : one.named(one.key() + "-" + i), duration);
    }
  }

  private void addArrivals(MessageSpec one, Arrivals arrivals, Optional<Duration> duration) {
    for (int i = 0; i < arrivals.messages(); i++) {
      Duration at = one.sendAfter().plus(arrivals.at(i));
      add(one.named(one.key() + "-" + (i + 1)).sentAfter(at), duration);
    }
  }

  private void add(MessageSpec message, Optional<Duration> duration) {
    messages.add(message.lasting(duration.orElseGet(() -> usual.draw(message.key()))));
  }
}
