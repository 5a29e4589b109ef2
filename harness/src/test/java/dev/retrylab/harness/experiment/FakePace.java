package dev.retrylab.harness.experiment;

import dev.retrylab.harness.target.Pace;
import java.time.Duration;
import java.time.Instant;

/** A pace like AWS's, whose waiting takes no time. */
final class FakePace implements Pace {
  private Instant now;

  FakePace(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void awaitNews(Instant deadline) {
    Instant next = now.plusSeconds(2);
    now = deadline.isBefore(next) && deadline.isAfter(now) ? deadline : next;
  }

  @Override
  public void awaitInstant(Instant instant) {
    now = instant.isAfter(now) ? instant : now;
  }

  @Override
  public Duration settleInterval() {
    return Duration.ofSeconds(2);
  }

  @Override
  public Duration slack() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Duration clockSkew() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration patience() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Duration requestInterval() {
    return Duration.ofSeconds(1);
  }
}
