package dev.retrylab.harness.local.sqs.movetask;

import dev.retrylab.harness.local.sqs.model.QueueArn;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a message move task.
 *
 * @param handle there only while it runs (fact move-running-listing)
 * @param destination empty where messages go back to the queues they came from
 * @param ratePerSecond 1..500; empty where it moves as fast as it can
 * @param toMove how many messages there were to move when it started
 * @param failureReason there only if it failed
 */
public record MoveTaskReport(
    Optional<String> handle,
    MoveTaskStatus status,
    QueueArn source,
    Optional<QueueArn> destination,
    Optional<Integer> ratePerSecond,
    int moved,
    int toMove,
    Optional<String> failureReason,
    Instant startedAt) {}
