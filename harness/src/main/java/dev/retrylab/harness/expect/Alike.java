package dev.retrylab.harness.expect;

import java.util.List;

/** Compares what predictions say, whatever their reasons. */
final class Alike {
  private Alike() {}

  static boolean are(Prediction a, Prediction b) {
    List<MessagePrediction> ofA = a.messages();
    List<MessagePrediction> ofB = b.messages();
    boolean alike = ofA.size() == ofB.size();
    for (int i = 0; alike && i < ofA.size(); i++) {
      alike = are(ofA.get(i), ofB.get(i)) && ofA.get(i).key().equals(ofB.get(i).key());
    }
    return alike;
  }

  /**
   * Whether two messages, maybe of different keys, are predicted alike. Due times do not count:
   * where one hypothesis gives them and another is silent, the same observation fits both.
   */
  static boolean are(MessagePrediction a, MessagePrediction b) {
    return a.receives().equals(b.receives())
        && a.functionErrors().equals(b.functionErrors())
        && a.fates().equals(b.fates())
        && a.dlqReceiveCount().equals(b.dlqReceiveCount())
        && a.dlqCopies().equals(b.dlqCopies())
        && a.earliest().equals(b.earliest())
        && a.deadLetteredNotBefore().equals(b.deadLetteredNotBefore());
  }
}
