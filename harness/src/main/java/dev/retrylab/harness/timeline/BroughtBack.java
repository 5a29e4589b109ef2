package dev.retrylab.harness.timeline;

/**
 * The ids under which messages are told that a move task brought back under their old id. AWS makes
 * new messages of them (sup-move-new-id).
 */
public final class BroughtBack {
  private static final String MARK = "#";

  private BroughtBack() {}

  static String id(String messageId, int times) {
    return messageId + MARK + (times + 1);
  }

  /** Whether a message id is one of these. */
  public static boolean isSo(String messageId) {
    return messageId.contains(MARK);
  }
}
