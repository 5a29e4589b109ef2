package dev.retrylab.harness.report.page;

import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.TimeText;
import java.util.List;

/** The picture of a page in words: a table of events for each message, where there are few. */
final class PageEvents {
  /** With more messages, the picture lists those that it is asked for. */
  private static final int MOST_MESSAGES = 30;

  /** The events of a message. */
  record Story(String key, String userId, String group, String fate, List<Line> lines) {}

  /** An event. */
  record Line(String offset, String what, String receiveCount, String requestId, String detail) {}

  private PageEvents() {}

  /** None where there are many messages. */
  static List<Story> of(RunReport report) {
    List<MessageHistory> messages = report.history().messages();
    return messages.size() > MOST_MESSAGES
        ? List.of()
        : messages.stream().map(PageEvents::story).toList();
  }

  private static Story story(MessageHistory message) {
    return new Story(
        message.key(),
        message.userId(),
        message.group().map(group -> ", group " + group).orElse(""),
        message.fate().word(),
        message.events().stream().map(PageEvents::line).toList());
  }

  private static Line line(Event event) {
    return new Line(
        TimeText.offset(event.sinceSent()),
        event.type().word(),
        event.receiveCount().isPresent() ? String.valueOf(event.receiveCount().getAsInt()) : "",
        event.requestId().orElse(""),
        event.detail().orElse(""));
  }
}
