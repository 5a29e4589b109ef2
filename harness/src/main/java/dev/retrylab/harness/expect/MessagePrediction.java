package dev.retrylab.harness.expect;

import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a hypothesis says of one message. */
public record MessagePrediction(
    String key,
    String userId,
    IntRange receives,
    IntRange functionErrors,
    Set<Fate> fates,
    Optional<IntRange> dlqReceiveCount,
    IntRange dlqCopies,
    List<Duration> earliest,
    Optional<Duration> deadLetteredNotBefore,
    List<Duration> errorsDue,
    List<String> because) {}
