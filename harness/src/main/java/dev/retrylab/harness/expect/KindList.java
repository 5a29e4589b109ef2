package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.MessageSpec;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The predictions of a workload, kept by kind. A message's own prediction is made when it is asked
 * for.
 */
final class KindList extends AbstractList<MessagePrediction> implements RandomAccess {
  private final List<MessageSpec> messages;
  private final Kinds<MessagePrediction> kinds;

  KindList(List<MessageSpec> messages, Kinds<MessagePrediction> kinds) {
    this.messages = messages;
    this.kinds = kinds;
  }

  Kinds<MessagePrediction> kinds() {
    return kinds;
  }

  /** Whether both are of one list of messages; different lists may be equal. */
  @SuppressWarnings("ReferenceEquality") // not to compare a hundred thousand messages
  boolean sharesMessagesWith(KindList other) {
    return messages == other.messages;
  }

  String key(int index) {
    return messages.get(index).key();
  }

  @Override
  public MessagePrediction get(int index) {
    return kinds.kinds().get(kinds.kindOf(index)).of(messages.get(index));
  }

  @Override
  public int size() {
    return kinds.size();
  }
}
