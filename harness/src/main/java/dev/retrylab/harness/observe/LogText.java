package dev.retrylab.harness.observe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.observe.PlatformLine.InText;
import java.io.IOException;
import java.util.Optional;

/**
 * The text of a log event, divided into what is read by itself: JSON objects, lines of the platform
 * and all else. An event may hold several of them, with or without a line break between them.
 */
final class LogText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JOURNAL_BEGIN = "{\"retryLab\"";

  /** Takes the parts of a text in their order; together they are all of it. */
  interface Parts {
    void json(JsonNode object);

    /** A line of the platform, which stands between two places of the text. */
    void platform(PlatformLine line, int begin, int end);

    /** What is neither; one line or less. */
    void other(int begin, int end);
  }

  private final String text;
  private final Parts parts;

  private LogText(String text, Parts parts) {
    this.text = text;
    this.parts = parts;
  }

  static void divide(String text, Parts into) {
    new LogText(text, into).divide();
  }

  private void divide() {
    int at = 0;
    while (at < text.length()) {
      int end = text.charAt(at) == '{' ? json(at) : platform(at);
      if (end == at) {
        end = nextPlace(at);
        parts.other(at, end);
      }
      at = end;
    }
  }

  /** Gives where the line ends that begins at a place, which is the place itself for none. */
  private int platform(int at) {
    Optional<InText> found = PlatformLine.at(text, at);
    found.ifPresent(line -> parts.platform(line.line(), at, line.end()));
    return found.map(InText::end).orElse(at);
  }

  /** The same of a JSON object. */
  private int json(int at) {
    try (JsonParser parser = JSON.createParser(text.substring(at))) {
      JsonNode node = JSON.readTree(parser);
      int end = at + (int) parser.currentLocation().getCharOffset();
      parts.json(node);
      return end;
    } catch (JsonProcessingException e) {
      return at;
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot be read", e);
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
