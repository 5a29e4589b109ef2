package dev.retrylab.harness.local.sqs.wire;

import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The system attributes of a received message. */
final class SystemAttributes {
  private SystemAttributes() {}

  /** The names that were asked for, by either of two (dlq-attributes-only-if-requested). */
  static Set<String> wanted(Input input) {
    Set<String> wanted = new HashSet<>(input.textList("AttributeNames"));
    wanted.addAll(input.textList("MessageSystemAttributeNames"));
    return wanted;
  }

  /** Those that were asked for. */
  static Map<String, String> chosen(ReceivedMessage message, Set<String> wanted) {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<String, String> all = message.systemAttributes();
    if (!wanted.contains("All")) {
      all.keySet().retainAll(wanted);
    }
    return all;
  }
}
