package dev.retrylab.harness.report.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.retrylab.harness.judge.MessageVerdict;
import dev.retrylab.harness.report.Verdicts;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import java.io.IOException;
import java.util.OptionalInt;

/** A message in the document of a run: written field by field, since there may be many. */
final class MessageJson {
  // The names of what there are most of are encoded once.
  private static final SerializableString TYPE = new SerializedString("type");
  private static final SerializableString OFFSET = new SerializedString("offsetSeconds");
  private static final SerializableString AT = new SerializedString("at");
  private static final SerializableString RECEIVE_COUNT = new SerializedString("receiveCount");
  private static final SerializableString REQUEST_ID = new SerializedString("requestId");
  private static final SerializableString MESSAGE_ID = new SerializedString("messageId");
  private static final SerializableString DETAIL = new SerializedString("detail");
  private static final SerializableString HYPOTHESIS = new SerializedString("hypothesis");
  private static final SerializableString VERDICT = new SerializedString("verdict");
  private static final SerializableString REASONS = new SerializedString("reasons");
  private static final SerializableString EXPECTATION = new SerializedString("expectation");
  private static final SerializableString DLQ_RECEIVE_COUNT =
      new SerializedString("dlqReceiveCount");

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
    write(MESSAGE_ID, message.messageId(), out);
    out.writeStringField("group", message.group().orElse(null));
    out.writeNumberField("receives", message.receives());
    out.writeNumberField("functionErrors", message.functionErrors());
    out.writeNumberField("unprocessed", message.unprocessed());
    out.writeStringField("fate", message.fate().word());
    if (message.fate() == Fate.EXPIRED) {
      out.writeStringField("expiredIn", message.expiredInDlq() ? "dlq" : "source");
    }
    write(DLQ_RECEIVE_COUNT, message.dlqReceiveCount(), out);
    out.writeNumberField("dlqCopies", message.dlqCopies());
    out.writeNumberField("phantomReceives", message.phantoms());
    out.writeArrayFieldStart("events");
    for (Event event : message.events()) {
      writeEvent(event, out);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("predictions");
    writeVerdicts(message.key(), out);
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeEvent(Event event, JsonGenerator out) throws IOException {
    out.writeStartObject();
    write(TYPE, event.type().word(), out);
    out.writeFieldName(OFFSET);
    out.writeNumber(RunJson.seconds(event.sinceSent()));
    write(AT, event.at().toString(), out);
    write(RECEIVE_COUNT, event.receiveCount(), out);
    write(REQUEST_ID, event.requestId().orElse(null), out);
    write(MESSAGE_ID, event.messageId(), out);
    write(DETAIL, event.detail().orElse(null), out);
    out.writeEndObject();
  }

  /** What the judge said of a message or a step under each hypothesis. */
  void writeVerdicts(String key, JsonGenerator out) throws IOException {
    for (MessageVerdict verdict : verdicts.of(key)) {
      out.writeStartObject();
      write(HYPOTHESIS, verdict.hypothesis(), out);
      write(VERDICT, verdict.verdict().name(), out);
      out.writeFieldName(REASONS);
      out.writeStartArray();
      for (String reason : verdict.reasons()) {
        out.writeString(reason);
      }
      out.writeEndArray();
      write(EXPECTATION, expectations.numberOf(key, verdict), out);
      out.writeEndObject();
    }
  }

  private static void write(SerializableString field, String text, JsonGenerator out)
      throws IOException {
    out.writeFieldName(field);
    out.writeString(text);
  }

  private static void write(SerializableString field, OptionalInt value, JsonGenerator out)
      throws IOException {
    out.writeFieldName(field);
    if (value.isPresent()) {
      out.writeNumber(value.getAsInt());
    } else {
      out.writeNull();
    }
  }
}
