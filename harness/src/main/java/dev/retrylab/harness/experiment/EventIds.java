package dev.retrylab.harness.experiment;

/**
 * A set of event ids in 32 to 64 bytes each: of an id it keeps 126 bits of two different sums.
 * Among a thousand million ids the chance of two with the same is below one in 10^19.
 */
final class EventIds {
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long OTHER_FACTOR = 0x9e3779b97f4a7c15L;

  /** The two sums of an id; never zero, which marks a free place. */
  record Id(long one, long other) {
    static Id of(String text) {
      long one = FNV_BASIS;
      long other = text.length();
      for (int i = 0; i < text.length(); i++) {
        char next = text.charAt(i);
        one = (one ^ next) * FNV_PRIME;
        other = Long.rotateLeft(other + next + 1, 23) * OTHER_FACTOR;
      }
      return new Id(mixed(one) | 1, mixed(other) | 1);
    }

    private static long mixed(long sum) {
      long half = (sum ^ (sum >>> 32)) * OTHER_FACTOR;
      return half ^ (half >>> 29);
    }
  }

  private long[] places = new long[1 << 11];
  private int size;

  /** Adds an id; says whether it is new. */
  boolean add(String text) {
    Id id = Id.of(text);
    if (4 * size > places.length) {
      grow();
    }
    int place = place(id);
    if (places[place] != 0) {
      return false;
    }
    places[place] = id.one();
    places[place + 1] = id.other();
    size++;
    return true;
  }

  /** Where the id is, or would be. */
  private int place(Id id) {
    int mask = places.length / 2 - 1;
    int place = (int) (id.one() >>> 20) & mask;
    while (places[2 * place] != 0
        && (places[2 * place] != id.one() || places[2 * place + 1] != id.other())) {
      place = (place + 1) & mask;
    }
    return 2 * place;
  }

  private void grow() {
    long[] old = places;
    places = new long[Math.multiplyExact(old.length, 2)];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int place = place(new Id(old[i], old[i + 1]));
        places[place] = old[i];
        places[place + 1] = old[i + 1];
      }
    }
  }
}
