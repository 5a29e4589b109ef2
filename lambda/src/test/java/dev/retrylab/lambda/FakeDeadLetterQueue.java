package dev.retrylab.lambda;

import java.util.ArrayList;
import java.util.List;

/** Keeps what is sent, as "group: body", and numbers the messages from "copy-1". */
final class FakeDeadLetterQueue implements DeadLetterQueue {
  final List<String> sent = new ArrayList<>();

  @Override
  public String send(String body, String group) {
    sent.add(group + ": " + body);
    return "copy-" + sent.size();
  }
}
