package dev.retrylab.harness.export;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in place of the texts that name something of the user's: the same text always gets
 * the same replacement, and no two get the same.
 *
 * <p>Events of the same millisecond are told in the order of their ids. So that they keep it, the
 * replacements of ids have the order of what they replace, for which all ids must be known first:
 * everything is read twice.
 */
final class Replacements {
  /** What the ids of AWS look like; the reader of the log tells them from what is glued to them. */
  static final String UUID = "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";

  private static final Pattern UUID_FORM = Pattern.compile(UUID);
  private static final Pattern RUN_ID = Pattern.compile("\\d{8}T\\d{6}Z-\\p{XDigit}{4}");

  private static final Pattern MARKED = Pattern.compile("(.*)(#\\d{1,3})", Pattern.DOTALL);

  private final PublicTexts known;
  private final TreeSet<String> ids = new TreeSet<>();
  private final Map<String, String> replacedIds = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private boolean settled;

  Replacements(PublicTexts known) {
    this.known = known;
  }

  /**
   * In place of the id of a request or a message; of the same form, a UUID or a word. What has come
   * back with its id is marked, such as {@code ID#2}, and keeps its mark.
   *
   * @throws NotExportable where the id is a new one, and they were {@link #settle settled}
   */
  String id(String original) {
    return marked(original, this::plainId);
  }

  private static String marked(String original, UnaryOperator<String> replacing) {
    Matcher marked = MARKED.matcher(original);
    return marked.matches()
        ? replacing.apply(marked.group(1)) + marked.group(2)
        : replacing.apply(original);
  }

  private String plainId(String original) {
    if (original.isEmpty()) {
      return original;
    }
    if (!settled) {
      ids.add(original);
      return original;
    }
    String replaced = replacedIds.get(original);
    if (replaced == null) {
      throw new NotExportable(
          "The files of the run have changed while they were read. Export it when it has ended.");
    }
    return replaced;
  }

  /** All ids are known: from now on they are replaced. */
  void settle() {
    for (String id : ids) {
      int number = replacedIds.size() + 1;
      replacedIds.put(
          id,
          UUID_FORM.matcher(id).matches()
              ? "%08x-0000-4000-8000-000000000000".formatted(number)
              : "%08xid".formatted(number));
    }
    settled = true;
  }

  /**
   * In place of a name: itself where everybody knows it.
   *
   * @param kind what it names, in a word, such as "stream"
   */
  String name(String kind, String original) {
    if (original.isEmpty() || known.contains(original)) {
      return original;
    }
    return names.computeIfAbsent(original, any -> kind + "-" + counts.merge(kind, 1, Integer::sum));
  }

  /** In place of the key of a message, which a move task may have marked: m2#3. */
  String key(String original) {
    return marked(original, key -> name("key", key));
  }

  /** In place of a run's id, which this program makes of the time. */
  String runId(String original) {
    return RUN_ID.matcher(original).matches() ? original : name("run", original);
  }

  /** Decides the replacement of a name before it is met. */
  void decide(String original, String replacement) {
    names.putIfAbsent(original, replacement);
  }
}
