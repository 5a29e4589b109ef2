package dev.retrylab.harness.report.aggregate;

import dev.retrylab.harness.expect.Advice;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Fate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a run lost, why, and which setting would have saved it. */
final class LossSentence {
  private final List<MessageClass> classes;
  private final Scenario scenario;

  private LossSentence(List<MessageClass> classes, Scenario scenario) {
    this.classes = classes;
    this.scenario = scenario;
  }

  static String of(List<MessageClass> classes, Scenario scenario) {
    LossSentence sentence = new LossSentence(classes, scenario);
    return sentence.count(MessageClass::isLoss) == 0 ? sentence.nothing() : sentence.losses();
  }

  private int count(Predicate<MessageClass> kind) {
    return classes.stream().filter(kind).mapToInt(MessageClass::messages).sum();
  }

  private String nothing() {
    int all = count(any -> true);
    int open = count(one -> one.traits().rank() == 1);
    int forwarded = count(one -> one.fate() == Fate.FORWARDED);
    int troubled = count(one -> one.traits().rank() == 3);
    List<String> rest = new ArrayList<>();
    if (open > 0) {
      rest.add(number(open) + " had not come to an end");
    }
    if (forwarded > 0) {
      rest.add(number(forwarded) + " the consumer itself sent to the dead-letter queue");
    }
    if (troubled > 0) {
      rest.add(number(troubled) + " took more than one run");
    }
    return "No message of %s was lost%s."
        .formatted(number(all), rest.isEmpty() ? "" : "; " + String.join(", ", rest));
  }

  private String losses() {
    int all = count(any -> true);
    int lost = count(MessageClass::isLoss);
    String fates =
        classes.stream()
            .filter(MessageClass::isLoss)
            .map(one -> verb(one.fate()))
            .distinct()
            .collect(Collectors.joining(" or "));
    Map<String, Integer> causes = causes();
    String why =
        causes.size() == 1
            ? causes.keySet().iterator().next()
            : causes.entrySet().stream()
                .map(cause -> number(cause.getValue()) + " " + cause.getKey())
                .collect(Collectors.joining(", "));
    return "%s of %s messages %s %s%s %s.%s"
        .formatted(
            number(lost),
            number(all),
            lost == 1 ? "was" : "were",
            fates,
            causes.size() == 1 ? "" : ":",
            why,
            advice());
  }

  /** How many messages were lost by each, the largest first. */
  private Map<String, Integer> causes() {
    Map<String, Integer> losses = new LinkedHashMap<>();
    classes.stream()
        .filter(MessageClass::isLoss)
        .forEach(
            one ->
                losses.merge(
                    one.traits().cause().loss(one.messages()), one.messages(), Integer::sum));
    return losses.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }

  /** The advice that is given on the scenario anyway, of what would have helped here. */
  private String advice() {
    boolean outage = lostBy(Cause.Outage.class);
    boolean unrun = lostBy(Cause.Unrun.class);
    String settings =
        Advice.on(scenario).stream()
            .filter(
                one ->
                    (outage && one.id().equals(Advice.OUTAGE))
                        || (unrun && Advice.THROTTLING.contains(one.id())))
            .map(one -> " Of the settings, " + one.sentence())
            .collect(Collectors.joining());
    return settings + (hopeless() ? " No setting saves what no run can do." : "");
  }

  private boolean lostBy(Class<? extends Cause> kind) {
    return count(one -> one.isLoss() && kind.isInstance(one.traits().cause())) > 0;
  }

  private boolean hopeless() {
    return count(
            one ->
                one.isLoss()
                    && one.traits().cause() instanceof Cause.ByBehaviour by
                    && by.hopeless())
        > 0;
  }

  private static String verb(Fate fate) {
    return switch (fate) {
      case EXPIRED -> "expired";
      case DISCARDED -> "given up";
      case LOST -> "in no queue at the end";
      default -> "dead-lettered";
    };
  }

  private static String number(int n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
