package dev.retrylab.harness.report.aggregate;

import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run of many messages comes to.
 *
 * @param outages that the scenario plays
 * @param classes of messages with the same story, the largest trouble first
 * @param summary what was lost, why, and which setting would have saved it
 */
public record Aggregate(
    RunSeries series,
    List<Outage> outages,
    ReceivesHistogram receivesPerMessage,
    List<MessageClass> classes,
    String summary) {
  /** Of no more messages than this, people read each one's timeline. */
  private static final int FEW = 30;

  /** Empty of a run of few messages. */
  public static Optional<Aggregate> of(RunReport report) {
    return report.history().messages().size() > FEW
        ? Optional.of(ofMany(report))
        : Optional.empty();
  }

  private static Aggregate ofMany(RunReport report) {
    History history = report.history();
    List<MessageClass> classes =
        MessageClasses.of(
            history, report.scenario().messages(), Judge.decisive(report.predictions()));
    return new Aggregate(
        SeriesFold.of(history, HiddenTimes.of(report)),
        Outage.of(report.scenario()),
        receivesPerMessage(history),
        classes,
        LossSentence.of(classes, report.scenario()));
  }

  private static ReceivesHistogram receivesPerMessage(History history) {
    Map<Integer, Integer> messages = new TreeMap<>();
    for (MessageHistory message : history.messages()) {
      messages.merge(message.receives(), 1, Integer::sum);
    }
    return new ReceivesHistogram(messages);
  }
}
