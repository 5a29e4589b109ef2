package dev.retrylab.harness.local.logs;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All log groups of the engine. The store stamps the events, so that they carry the engine's time.
 */
public final class LogStore {
  private final InstantSource clock;
  private final Map<String, LogGroup> groups = new ConcurrentHashMap<>();
  private final AtomicLong appended = new AtomicLong();

  public LogStore(InstantSource clock) {
    this.clock = clock;
  }

  /** Creates a group, or gives the one that is there. */
  public LogGroup create(String name) {
    return groups.computeIfAbsent(name, n -> new LogGroup(n, clock, appended::incrementAndGet));
  }

  public Optional<LogGroup> find(String name) {
    return Optional.ofNullable(groups.get(name));
  }

  /** The names of the groups that begin with a prefix, in alphabetical order. */
  List<String> names(String prefix) {
    return groups.keySet().stream().filter(name -> name.startsWith(prefix)).sorted().toList();
  }

  /** How many events have been appended so far, in all groups: it tells whether there is news. */
  public long appended() {
    return appended.get();
  }
}
