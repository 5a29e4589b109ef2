package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list of queues that are in the order of their names.
 *
 * @param next the name of the last queue shown, if there are more
 */
record Page(List<Queue> queues, Optional<String> next) {
  private static final int MOST = 1000;

  /** As the request's MaxResults (1..1000) and NextToken say. */
  static Page of(List<Queue> all, Input input) {
    int size = input.integer("MaxResults").orElse(MOST);
    if (size < 1 || size > MOST) {
      throw SqsErrors.invalidParameter(size, "MaxResults", "Must be between 1 and 1000.");
    }
    String after = input.text("NextToken").orElse("");
    List<Queue> rest =
        all.stream().filter(queue -> queue.name().value().compareTo(after) > 0).toList();
    List<Queue> shown = rest.stream().limit(size).toList();
    // AWS gives a token only where the request has MaxResults.
    boolean more = rest.size() > size && input.integer("MaxResults").isPresent();
    return new Page(
        shown, more ? Optional.of(shown.get(size - 1).name().value()) : Optional.empty());
  }

  /** As on AWS, without a list where it would be empty. */
  ObjectNode answer(String member, Function<Queue, String> url) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    queues.forEach(queue -> answer.withArray(member).add(url.apply(queue)));
    next.ifPresent(token -> answer.put("NextToken", token));
    return answer;
  }
}
