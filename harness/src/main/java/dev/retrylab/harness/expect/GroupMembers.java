package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Messages that are received in order, in that order: those of one FIFO group. Over a standard
 * queue every message is a group of its own.
 *
 * @param positions their places in the scenario, from 0
 */
record GroupMembers(List<MessageSpec> members, List<Integer> positions) {

  /** A message that waits for no other. */
  static GroupMembers alone(MessageSpec message) {
    return new GroupMembers(List.of(message), List.of(0));
  }

  /** The groups of a FIFO queue, each in the order of sending. */
  static Collection<GroupMembers> of(Scenario scenario) {
    List<MessageSpec> messages = scenario.messages();
    List<Integer> sent = new ArrayList<>(IntStream.range(0, messages.size()).boxed().toList());
    sent.sort(Comparator.comparing(position -> messages.get(position).sendAfter()));
    Map<String, GroupMembers> groups = new LinkedHashMap<>();
    for (int position : sent) {
      MessageSpec message = messages.get(position);
      GroupMembers group =
          groups.computeIfAbsent(
              message.group(), name -> new GroupMembers(new ArrayList<>(), new ArrayList<>()));
      group.members.add(message);
      group.positions.add(position);
    }
    return groups.values();
  }

  /** In the order of sending, from 0. */
  MessageSpec member(int index) {
    return members.get(index);
  }

  int size() {
    return members.size();
  }
}
