package dev.retrylab.harness.target;

/** The names of CloudWatch's metrics of a queue. */
public final class QueueMetric {
  /** What senders sent; what a redrive policy moves does not count. */
  public static final String SENT = "NumberOfMessagesSent";

  /** In seconds. */
  public static final String AGE = "ApproximateAgeOfOldestMessage";

  private QueueMetric() {}
}
