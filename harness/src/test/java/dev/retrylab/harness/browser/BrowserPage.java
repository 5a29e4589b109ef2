package dev.retrylab.harness.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tab of the browser: what a person does with it, and what its page says. */
public final class BrowserPage {
  private static final Map<String, Integer> KEYS =
      Map.of(
          "Tab", 9,
          "Enter", 13,
          "Escape", 27,
          "End", 35,
          "Home", 36,
          "ArrowLeft", 37,
          "ArrowUp", 38,
          "ArrowRight", 39,
          "ArrowDown", 40);

  /** Resolves once the condition holds; looks at each frame, for five seconds. */
  private static final String UNTIL =
      """
      new Promise((resolve, reject) => {
        const end = performance.now() + 5000;
        (function look() {
          if (%s) { resolve(true); }
          else if (performance.now() > end) { reject(new Error('still not so')); }
          else { setTimeout(look, 10); }
        })();
      })
      """;

  private final DevTools tools;

  BrowserPage(DevTools tools) {
    this.tools = tools;
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      tools.send(domain + ".enable", Map.of());
    }
  }

  /** Opens a file, and waits until it is loaded. */
  public void open(Path file) {
    tools.sendAndAwait(
        "Page.navigate", Map.of("url", file.toUri().toString()), "Page.loadEventFired");
  }

  /** Sets the size of the window, in CSS pixels. */
  public void resize(int width, int height) {
    tools.send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Whether the page is told that dark colours are preferred. */
  public void prefersDark(boolean dark) {
    Map<String, String> feature =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    tools.send("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** Whether scripts of pages that are opened from now on run. */
  public void scripts(boolean run) {
    tools.send("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
  }

  /** What a JavaScript expression is; of a promise, what it resolves to. */
  public JsonNode evaluate(String expression) {
    JsonNode result =
        tools.send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Waits until a condition holds. */
  public void until(String condition) {
    evaluate(UNTIL.formatted(condition));
  }

  /** The visible text of the first such element. */
  public String text(String selector) {
    return evaluate("document.querySelector(%s).innerText".formatted(quoted(selector)))
        .asText()
        .replace('\u00a0', ' ');
  }

  /** The visible text of each such element. */
  public List<String> texts(String selector) {
    JsonNode texts =
        evaluate(
            "[...document.querySelectorAll(%s)].map((one) => one.innerText)"
                .formatted(quoted(selector)));
    return strings(texts);
  }

  /** An attribute of each such element. */
  public List<String> attributes(String selector, String name) {
    return strings(
        evaluate(
            "[...document.querySelectorAll(%s)].map((one) => one.getAttribute(%s))"
                .formatted(quoted(selector), quoted(name))));
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(one -> strings.add(one.asText().replace('\u00a0', ' ')));
    return strings;
  }

  /** Moves the mouse to the middle of the first such element. */
  public void point(String selector) {
    mouse("mouseMoved", middle(selector), 0);
  }

  /** Moves the mouse to the upper left corner. */
  public void pointAway() {
    tools.send("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", 1, "y", 1));
  }

  /** Clicks the first such element. */
  public void click(String selector) {
    JsonNode middle = middle(selector);
    mouse("mouseMoved", middle, 0);
    mouse("mousePressed", middle, 1);
    mouse("mouseReleased", middle, 1);
  }

  private JsonNode middle(String selector) {
    return evaluate(
        """
        (() => {
          const one = document.querySelector(%s);
          one.scrollIntoView({block: 'center', behavior: 'instant'});
          const box = one.getBoundingClientRect();
          return {x: box.x + box.width / 2, y: box.y + box.height / 2};
        })()
        """
            .formatted(quoted(selector)));
  }

  private void mouse(String type, JsonNode at, int clicks) {
    tools.send(
        "Input.dispatchMouseEvent",
        Map.of(
            "type",
            type,
            "x",
            at.path("x").asDouble(),
            "y",
            at.path("y").asDouble(),
            "button",
            clicks == 0 ? "none" : "left",
            "clickCount",
            clicks));
  }

  /** Presses a key. */
  public void press(String key) {
    Map<String, Object> event = new HashMap<>();
    event.put("key", key);
    event.put("code", key);
    event.put("windowsVirtualKeyCode", KEYS.get(key));
    if (key.equals("Enter")) {
      event.put("text", "\r");
    }
    for (String type : List.of("keyDown", "keyUp")) {
      event.put("type", type);
      tools.send("Input.dispatchKeyEvent", event);
    }
  }

  /** Types a text where the focus is. */
  public void type(String text) {
    tools.send("Input.insertText", Map.of("text", text));
  }

  /** A picture of the whole page, as PNG. */
  public byte[] screenshot() {
    return bytes(
        tools.send(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true)));
  }

  /** A picture of what fits the window, as PNG. */
  public byte[] viewport() {
    return bytes(tools.send("Page.captureScreenshot", Map.of("format", "png")));
  }

  /** The page as it is printed, as PDF. */
  public byte[] pdf() {
    return bytes(tools.send("Page.printToPDF", Map.of("printBackground", true)));
  }

  private static byte[] bytes(JsonNode result) {
    return Base64.getDecoder().decode(result.path("data").asText());
  }

  /** Errors on the console, uncaught exceptions, and all that the page asked the network for. */
  public List<String> complaints() {
    return tools.events().stream()
        .map(BrowserPage::complaint)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  private static String complaint(JsonNode event) {
    JsonNode params = event.path("params");
    return switch (event.path("method").asText()) {
      case "Runtime.exceptionThrown" -> "exception: " + params.path("exceptionDetails");
      case "Runtime.consoleAPICalled" ->
          params.path("type").asText().equals("error") ? "console: " + params.path("args") : "";
      case "Log.entryAdded" -> "log: " + params.path("entry").path("text").asText();
      case "Network.requestWillBeSent" -> request(params.at("/request/url").asText());
      default -> "";
    };
  }

  private static String request(String url) {
    boolean own = (url.startsWith("file:") && url.contains("report")) || url.startsWith("data:");
    return own || url.equals("about:blank") ? "" : "request: " + url;
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
