package dev.retrylab.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what is sent, as "group: body", and numbers the messages from "copy-1". */
final class FakeDeadLetterQueue implements DeadLetterQueue {
  final List<String> sent = new ArrayList<>();

  /** What a send brings, if not a copy. */
  Optional<Error> error = Optional.empty();

  @Override
  public String send(String body, String group) {
    error.ifPresent(
        thrown -> {
          throw thrown;
        });
    sent.add(group + ": " + body);
    return "copy-" + sent.size();
  }
}
