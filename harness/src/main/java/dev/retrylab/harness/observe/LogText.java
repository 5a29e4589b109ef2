package dev.retrylab.harness.observe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.observe.LogPiece.JsonObject;
import dev.retrylab.harness.observe.LogPiece.OtherText;
import dev.retrylab.harness.observe.LogPiece.PlatformText;
import dev.retrylab.harness.observe.PlatformLine.InText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Divides the text of a log event into JSON objects, lines of the platform and all else. */
final class LogText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JOURNAL_BEGIN = "{\"retryLab\"";

  private final String text;
  private final List<LogPiece> pieces = new ArrayList<>(1);

  /** Where that begins which is neither, up to the place that is looked at. */
  private int otherBegin;

  LogText(String text) {
    this.text = text;
  }

  List<LogPiece> pieces() {
    int at = 0;
    while (at < text.length()) {
      int end = text.charAt(at) == '{' ? json(at) : platform(at);
      at = end == at ? nextPlace(at) : end;
    }
    endOther(at);
    return pieces;
  }

  /** Gives where the line ends that begins at a place, which is the place itself for none. */
  private int platform(int at) {
    Optional<InText> found = PlatformLine.at(text, at);
    found.ifPresent(
        line -> add(at, line.end(), new PlatformText(line.line(), text.substring(at, line.end()))));
    return found.map(InText::end).orElse(at);
  }

  /** The same of a JSON object. */
  private int json(int at) {
    try (JsonParser parser = JSON.createParser(text.substring(at))) {
      JsonNode node = JSON.readTree(parser);
      int end = at + (int) parser.currentLocation().getCharOffset();
      add(at, end, new JsonObject(node));
      return end;
    } catch (JsonProcessingException e) {
      return at;
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot be read", e);
    }
  }

  private void add(int begin, int end, LogPiece piece) {
    endOther(begin);
    pieces.add(piece);
    otherBegin = end;
  }

  private void endOther(int end) {
    if (otherBegin < end) {
      pieces.add(new OtherText(text.substring(otherBegin, end)));
    }
  }

  /** Where another line may begin, or a journal line behind something else. */
  private int nextPlace(int at) {
    int journal = text.indexOf(JOURNAL_BEGIN, at + 1);
    int lineEnd = text.indexOf('\n', at);
    int next = lineEnd < 0 ? text.length() : lineEnd + 1;
    boolean blank = Character.isWhitespace(text.charAt(at));
    int end = blank ? at + 1 : next;
    return journal >= 0 ? Math.min(journal, end) : end;
  }
}
