package dev.retrylab.harness.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.retrylab.harness.judge.MessageVerdict;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.MessageHistory;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/** A message in the document of a run: written field by field, since there may be many. */
final class MessageJson {
  private final Verdicts verdicts;
  private final ExpectationsJson expectations;

  MessageJson(Verdicts verdicts, ExpectationsJson expectations) {
    this.verdicts = verdicts;
    this.expectations = expectations;
  }

  void write(MessageHistory message, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", message.key());
    out.writeStringField("userId", message.userId());
    out.writeStringField("messageId", message.messageId());
    out.writeStringField("group", message.group().orElse(null));
    out.writeNumberField("receives", message.receives());
    out.writeNumberField("functionErrors", message.functionErrors());
    out.writeStringField("fate", message.fate().word());
    writeNumber("dlqReceiveCount", message.dlqReceiveCount(), out);
    out.writeNumberField("dlqCopies", message.dlqCopies());
    out.writeNumberField("phantomReceives", message.phantoms());
    out.writeArrayFieldStart("events");
    for (Event event : message.events()) {
      writeEvent(event, out);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("predictions");
    writeVerdicts(verdicts.of(message.key()), out);
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeEvent(Event event, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("type", event.type().word());
    out.writeNumberField("offsetSeconds", RunJson.seconds(event.sinceSent()));
    out.writeStringField("at", event.at().toString());
    writeNumber("receiveCount", event.receiveCount(), out);
    out.writeStringField("requestId", event.requestId().orElse(null));
    out.writeStringField("messageId", event.messageId());
    out.writeStringField("detail", event.detail().orElse(null));
    out.writeEndObject();
  }

  /** What the judge said of a message or a step under each hypothesis. */
  void writeVerdicts(List<MessageVerdict> all, JsonGenerator out) throws IOException {
    for (MessageVerdict verdict : all) {
      out.writeStartObject();
      out.writeStringField("hypothesis", verdict.hypothesis());
      out.writeStringField("verdict", verdict.verdict().name());
      out.writeArrayFieldStart("reasons");
      for (String reason : verdict.reasons()) {
        out.writeString(reason);
      }
      out.writeEndArray();
      writeNumber("expectation", expectations.numberOf(verdict), out);
      out.writeEndObject();
    }
  }

  private static void writeNumber(String field, OptionalInt value, JsonGenerator out)
      throws IOException {
    out.writeFieldName(field);
    if (value.isPresent()) {
      out.writeNumber(value.getAsInt());
    } else {
      out.writeNull();
    }
  }
}
