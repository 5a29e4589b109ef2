package dev.retrylab.harness.expect;

/** Compares what predictions say, whatever their reasons. */
final class Alike {
  private Alike() {}

  static boolean are(Prediction a, Prediction b) {
    int size = a.messages().size();
    boolean alike = size == b.messages().size() && a.steps().equals(b.steps());
    int kindOfA = -1;
    int kindOfB = -1;
    for (int i = 0; alike && i < size; i++) {
      // Neighbours are often of one kind: their predictions need not be compared again.
      if (a.kindOf(i) != kindOfA || b.kindOf(i) != kindOfB) {
        kindOfA = a.kindOf(i);
        kindOfB = b.kindOf(i);
        alike = are(a.kinds().get(kindOfA), b.kinds().get(kindOfB));
      }
    }
    return alike;
  }

  /** Whether a hypothesis predicts two messages alike. */
  static boolean are(Prediction prediction, int one, int other) {
    int kind = prediction.kindOf(one);
    int otherKind = prediction.kindOf(other);
    return kind == otherKind
        || are(prediction.kinds().get(kind), prediction.kinds().get(otherKind));
  }

  /**
   * Whether two messages, maybe of different keys, are predicted alike. Due times do not count:
   * where one hypothesis gives them and another is silent, the same observation fits both.
   */
  static boolean are(MessagePrediction a, MessagePrediction b) {
    return a.earliest().equals(b.earliest())
        && a.receives().equals(b.receives())
        && a.functionErrors().equals(b.functionErrors())
        && a.unprocessed().equals(b.unprocessed())
        && a.mayGoUnrun() == b.mayGoUnrun()
        && a.fates().equals(b.fates())
        && a.dlqReceiveCount().equals(b.dlqReceiveCount())
        && a.dlqCopies().equals(b.dlqCopies())
        && a.deadLetteredNotBefore().equals(b.deadLetteredNotBefore());
  }
}
