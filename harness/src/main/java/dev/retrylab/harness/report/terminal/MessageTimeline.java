package dev.retrylab.harness.report.terminal;

import dev.retrylab.harness.report.Glyphs;
import dev.retrylab.harness.report.HandledReceive;
import dev.retrylab.harness.report.TextLayout;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.scenario.text.Shortened;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The list of what happened to one message, one line a run. */
final class MessageTimeline {

  private static final int WHAT_WIDTH = 23;
  private static final int NAME_WIDTH = 24;
  private static final int OFFSET_WIDTH = 8;
  private static final int MORE_COLUMN = 2 + OFFSET_WIDTH + 2 + WHAT_WIDTH + 2;

  private record Line(Duration at, String what, String more, Optional<Colour> colour) {}

  private final TerminalStyle style;
  private final MessageHistory message;
  private final boolean asynchronous;

  MessageTimeline(TerminalStyle style, MessageHistory message, Trigger trigger) {
    this.style = style;
    this.message = message;
    this.asynchronous = trigger == Trigger.EVENT;
  }

  List<String> lines() {
    List<Line> lines = new ArrayList<>();
    message.events().stream().flatMap(event -> single(event).stream()).forEach(lines::add);
    HandledReceive.of(message).forEach(run -> lines.add(run(run)));
    lines.sort(Comparator.comparing(Line::at));
    int offsetWidth =
        lines.stream().mapToInt(line -> TimeText.offset(line.at()).length()).max().orElse(0);
    List<String> text = new ArrayList<>(List.of(head()));
    lines.forEach(line -> text.addAll(print(line, Math.max(offsetWidth, OFFSET_WIDTH))));
    return text;
  }

  private String head() {
    Glyphs glyphs = style.glyphs();
    String key = TextLayout.shorten(message.key(), NAME_WIDTH, glyphs);
    String user =
        "  user " + TextLayout.shorten(Shortened.oneLine(message.userId()), NAME_WIDTH, glyphs);
    String fate = fate();
    int gap = Math.max(1, style.width() - key.length() - user.length() - fate.length());
    return style.paint(Colour.STRONG, key)
        + user
        + " ".repeat(gap)
        + style.paint(fateColour(), fate);
  }

  private String fate() {
    return switch (message.fate()) {
      case QUEUED -> "still queued";
      case UNKNOWN -> "fate unknown";
      default -> message.fate().word();
    };
  }

  private Colour fateColour() {
    return switch (message.fate()) {
      case CONSUMED, FORWARDED -> Colour.GOOD;
      case DEAD_LETTERED, EXPIRED, DISCARDED, LOST -> Colour.BAD;
      case QUEUED, UNKNOWN -> Colour.UNSURE;
    };
  }

  /** An event that stands for itself; those of runs are told with their run. */
  private Optional<Line> single(Event event) {
    int count = event.receiveCount().orElse(0);
    return switch (event.type()) {
      case SENT -> line(event, "sent", "");
      case PHANTOM_RECEIVE ->
          line(event, "phantom receive", "receive " + count + " was counted, but never logged");
      case DEAD_LETTERED -> line(event, "dead-lettered", movedBy(event) + inferredFrom(event));
      case DLQ_RECEIVED -> line(event, "received from the DLQ", dlq(event, count));
      case EXPIRED -> line(event, "expired", event.detail().orElse(""));
      case DISCARDED -> line(event, "discarded", event.detail().orElse(""));
      case RECEIVED,
          SUCCEEDED,
          FAILED,
          UNPROCESSED,
          TIMED_OUT,
          CRASHED,
          ENDED,
          FORWARDED,
          DELETED ->
          Optional.empty();
    };
  }

  private static Optional<Line> line(Event event, String what, String more) {
    return Optional.of(new Line(event.sinceSent(), what, more, Optional.empty()));
  }

  private String dlq(Event event, int count) {
    String what = message.isSameMessage(event) ? "redriven" : sentBy(event);
    String failure =
        event
            .detail()
            .filter(detail -> detail.contains(";"))
            .map(detail -> detail.substring(detail.indexOf(';')))
            .orElse("");
    return "receive count " + count + ", " + what + failure;
  }

  /** Mostly from the first receive in the dead-letter queue, which comes in the next line. */
  private String inferredFrom(Event deadLettered) {
    return message.events(EventType.DLQ_RECEIVED).isEmpty()
        ? deadLettered.detail().map(detail -> " (" + detail + ")").orElse("")
        : " (inferred)";
  }

  private String movedBy(Event deadLettered) {
    boolean seenByHarness =
        message.events(EventType.DLQ_RECEIVED).stream()
            .anyMatch(event -> event.at().equals(deadLettered.at()) && event.requestId().isEmpty());
    if (seenByHarness) {
      return "moved before this look";
    }
    return asynchronous ? "sent by Lambda" : "moved by the redrive policy";
  }

  /** The consumer sends there only what it forwards; Lambda, only what failed for good. */
  private String sentBy(Event dlqReceived) {
    boolean own = dlqReceived.detail().filter(detail -> detail.startsWith("kept")).isEmpty();
    return own ? "sent by the consumer" : "sent by Lambda";
  }

  private Line run(HandledReceive run) {
    Event received = run.received();
    String what =
        (asynchronous ? "invoked (%s attempt)" : "received (%s receive)")
            .formatted(ordinal(received.receiveCount().orElse(0)));
    return new Line(received.sinceSent(), what, outcome(run), Optional.of(colour(run)));
  }

  private static Colour colour(HandledReceive run) {
    if (run.unprocessed() || run.endUnknown()) {
      return Colour.UNSURE;
    }
    if (run.error().isPresent()) {
      return Colour.BAD;
    }
    if (run.byHarness()) {
      return Colour.QUIET;
    }
    return run.outcome().isPresent() ? Colour.GOOD : Colour.UNSURE;
  }

  private String outcome(HandledReceive run) {
    if (run.byHarness()) {
      return "by the harness: no function ran";
    }
    String done =
        run.outcome()
            .map(
                event -> event.type() == EventType.FORWARDED ? "forwarded to the DLQ" : "succeeded")
            .orElse("");
    if (run.error().isEmpty()) {
      return done.isEmpty() ? "no outcome seen" : done;
    }
    String error = error(run, run.error().get());
    if (done.isEmpty()) {
      return error;
    }
    return run.endUnknown()
        ? done + "; nothing says how its invocation ended"
        : done + ", but " + error;
  }

  private String error(HandledReceive run, Event error) {
    String detail =
        error
            .detail()
            .map(Shortened::oneLine)
            .map(MessageTimeline::withoutPackage)
            .orElse("no error given");
    return switch (error.type()) {
      case TIMED_OUT ->
          "timed out after " + TimeText.length(error.sinceSent().minus(run.received().sinceSent()));
      case CRASHED -> "crashed: " + detail;
      case UNPROCESSED -> "not reached: " + detail;
      case ENDED -> "ended; " + detail;
      default ->
          run.outcome().isPresent()
              ? detail
              : TextLayout.shorten(
                  "failed: " + detail, style.width() - MORE_COLUMN, style.glyphs());
    };
  }

  private static String withoutPackage(String error) {
    return error.replaceFirst("^(?:[a-z]\\w*\\.)+(?=[A-Z])", "");
  }

  static String ordinal(int n) {
    int tens = n % 100;
    if (tens >= 11 && tens <= 13) {
      return n + "th";
    }
    return switch (n % 10) {
      case 1 -> n + "st";
      case 2 -> n + "nd";
      case 3 -> n + "rd";
      default -> n + "th";
    };
  }

  private List<String> print(Line line, int offsetWidth) {
    String start = "  " + TextLayout.alignedOffset(TimeText.offset(line.at()), offsetWidth) + "  ";
    String whole =
        (start + TextLayout.left(line.what(), WHAT_WIDTH) + "  " + line.more()).stripTrailing();
    String indent = " ".repeat(start.length() + WHAT_WIDTH + 2);
    int more = Math.min(whole.length(), indent.length());
    List<String> wrapped =
        TextLayout.wrap("x".repeat(more) + whole.substring(more), style.width(), indent);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < wrapped.size(); i++) {
      String text = wrapped.get(i).substring(Math.min(more, wrapped.get(i).length()));
      String head = i == 0 ? whole.substring(0, more) : indent;
      lines.add(head + line.colour().map(colour -> style.paint(colour, text)).orElse(text));
    }
    return lines;
  }
}
