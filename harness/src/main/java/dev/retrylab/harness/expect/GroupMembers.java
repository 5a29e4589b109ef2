package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages that are received in order, in that order: those of one FIFO group. Over a standard
 * queue every message is a group of its own.
 */
record GroupMembers(List<MessageSpec> members) {

  static Collection<GroupMembers> of(Scenario scenario) {
    List<MessageSpec> sent = scenario.inSendOrder();
    if (scenario.queue().type() == QueueType.STANDARD) {
      return sent.stream().map(message -> new GroupMembers(List.of(message))).toList();
    }
    Map<String, List<MessageSpec>> groups = new LinkedHashMap<>();
    for (MessageSpec message : sent) {
      groups.computeIfAbsent(message.group(), group -> new ArrayList<>()).add(message);
    }
    return groups.values().stream().map(GroupMembers::new).toList();
  }

  int size() {
    return members.size();
  }

  Optional<MessageSpec> at(int index) {
    return index < 0 || index >= members.size()
        ? Optional.empty()
        : Optional.of(members.get(index));
  }
}
