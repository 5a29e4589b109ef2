package dev.retrylab.harness.local.sqs.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a queue does, for one thread at a time and while no time passes: a list, gone through from
 * its start. Its words are those of {@link QueueActions}.
 */
public abstract class QueueSpecification {
  private final boolean fifo;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Integer, Receive> received = new HashMap<>();
  private final Map<Integer, Integer> sent = new HashMap<>();
  private int receives;
  private int turns;

  private static final class Entry {
    private final int group;
    private final String body;
    private int count;

    /** The receive that hides it; 0 while it is visible. */
    private int hiddenBy;

    /** The place in the order of turning visible. */
    private int turn;

    Entry(int group, String body, int turn) {
      this.group = group;
      this.body = body;
      this.turn = turn;
    }
  }

  private record Receive(Entry entry, int number) {
    boolean current() {
      return entry.hiddenBy == number;
    }
  }

  QueueSpecification(boolean fifo) {
    this.fifo = fifo;
  }

  public void send(int group, int thread) {
    int number = sent.merge(thread, 1, Integer::sum) - 1;
    entries.add(new Entry(group, group + "-" + thread + "-" + number, turns++));
  }

  public String receive(int thread) {
    Optional<Entry> first = fifo ? firstOfGroups() : firstVisible();
    if (first.isEmpty()) {
      return "nothing";
    }
    Entry entry = first.get();
    entry.count++;
    entry.hiddenBy = ++receives;
    received.put(thread, new Receive(entry, receives));
    return entry.body + " received " + entry.count;
  }

  private Optional<Entry> firstVisible() {
    return entries.stream().filter(entry -> entry.hiddenBy == 0).findFirst();
  }

  /** A hidden message blocks its group; of the other groups' first ones the longest visible. */
  private Optional<Entry> firstOfGroups() {
    Set<Integer> groups = new HashSet<>();
    return entries.stream()
        .filter(entry -> groups.add(entry.group))
        .filter(entry -> entry.hiddenBy == 0)
        .min(Comparator.comparing(entry -> entry.turn));
  }

  public String delete(int thread) {
    Receive receive = received.get(thread);
    if (receive == null) {
      return "no handle";
    }
    if (fifo && entries.contains(receive.entry) && !receive.current()) {
      return "refused";
    }
    entries.remove(receive.entry);
    return "done";
  }

  public String release(int thread) {
    Receive receive = received.get(thread);
    if (receive == null) {
      return "no handle";
    }
    if (!entries.contains(receive.entry) || (fifo && !receive.current())) {
      return "refused";
    }
    receive.entry.hiddenBy = 0;
    receive.entry.turn = turns++;
    return "done";
  }

  public String counts() {
    long visible = entries.stream().filter(entry -> entry.hiddenBy == 0).count();
    return visible + " visible, " + (entries.size() - visible) + " in flight";
  }

  /** Of a standard queue. */
  public static final class Standard extends QueueSpecification {
    public Standard() {
      super(/* fifo= */ false);
    }
  }

  /** Of a FIFO queue. */
  public static final class Fifo extends QueueSpecification {
    public Fifo() {
      super(/* fifo= */ true);
    }
  }
}
