package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.sqs.model.BatchRules;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The entries of a batch request, and the parts that all batch answers have. */
final class BatchEntries {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  private BatchEntries() {}

  /**
   * 1..10 entries, each with an id of its own (fact lim-batch-10).
   *
   * @param action such as {@code SendMessageBatch}
   */
  static List<Input> read(String action, Input input) {
    List<Input> entries = input.objectList("Entries");
    BatchRules.check(action, entries.size());
    Set<String> ids = new HashSet<>();
    for (Input entry : entries) {
      String id = entry.text("Id").orElseThrow(() -> SqsErrors.missingParameter("Id"));
      if (!ID.matcher(id).matches()) {
        throw SqsErrors.invalidBatchEntryId();
      }
      if (!ids.add(id)) {
        throw SqsErrors.idsNotDistinct(id);
      }
    }
    return entries;
  }

  /** Does the same with each entry; they succeed and fail apart. */
  static ObjectNode each(String action, Input input, Consumer<Input> verb) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    for (Input entry : read(action, input)) {
      try {
        verb.accept(entry);
        addSuccessful(answer, entry);
      } catch (AwsError refused) {
        addFailed(answer, entry, refused);
      }
    }
    return answer;
  }

  /** As on AWS, an answer has the members Successful and Failed only where there is something. */
  static ObjectNode addSuccessful(ObjectNode answer, Input entry) {
    return answer.withArray("Successful").addObject().put("Id", entry.required("Id"));
  }

  static void addFailed(ObjectNode answer, Input entry, AwsError refused) {
    answer
        .withArray("Failed")
        .addObject()
        .put("Id", entry.required("Id"))
        .put("SenderFault", refused.senderFault())
        .put("Code", refused.visibleCode())
        .put("Message", refused.getMessage());
  }
}
