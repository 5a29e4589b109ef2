package dev.retrylab.harness.report.document;

import dev.retrylab.harness.judge.HypothesisResult;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.judge.MessageVerdict;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.judge.evidence.Finding;
import dev.retrylab.harness.report.RunReport;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A run as JUnit XML, so that build servers show it like tests: a suite for each hypothesis, with a
 * case for each message.
 *
 * <p>The verdict of the run hangs on one hypothesis only, the documented rules. There a divergence
 * is a failure and missing evidence an error, so that the file is red exactly when the exit code is
 * not 0. A guess that is refuted is what many experiments are for: its cases are skipped, with the
 * observation that refutes them.
 */
public final class JUnitXml {
  private final XMLStreamWriter xml;

  private JUnitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The whole document of one run. */
  public static String of(RunReport report) {
    return document("retry-lab " + report.scenario().name(), List.of(report), Map.of());
  }

  /**
   * The whole document of several runs.
   *
   * @param failed why there is no report of a scenario, by its name
   */
  public static String ofAll(List<RunReport> reports, Map<String, String> failed) {
    return document("retry-lab", reports, failed);
  }

  private static String document(String name, List<RunReport> reports, Map<String, String> failed) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new JUnitXml(xml).write(name, reports, failed);
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Text can always be written as XML.", e);
    }
    return text.append('\n').toString();
  }

  private void write(String name, List<RunReport> reports, Map<String, String> failed)
      throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    newLine(0);
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", name);
    for (RunReport report : reports) {
      String decisive =
          Judge.decisive(report.predictions()).map(one -> one.hypothesis()).orElse("");
      for (HypothesisResult hypothesis : report.judgement().hypotheses()) {
        suite(report, hypothesis, hypothesis.id().equals(decisive));
      }
    }
    for (Map.Entry<String, String> one : failed.entrySet()) {
      noReport(one.getKey(), one.getValue());
    }
    newLine(0);
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void noReport(String scenario, String why) throws XMLStreamException {
    newLine(1);
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", scenario);
    xml.writeAttribute("tests", "1");
    xml.writeAttribute("errors", "1");
    error(scenario, why);
    newLine(1);
    xml.writeEndElement();
  }

  /** A case of the run as a whole. */
  private void error(String classname, String why) throws XMLStreamException {
    newLine(2);
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", classname);
    xml.writeAttribute("name", "run");
    newLine(3);
    xml.writeEmptyElement("error");
    xml.writeAttribute("message", clean(why));
    newLine(2);
    xml.writeEndElement();
  }

  private static String whyUnsure(RunReport report) {
    return "INCONCLUSIVE: "
        + report.judgement().findings().stream()
            .map(Finding::sentence)
            .collect(Collectors.joining(" "));
  }

  private static String seconds(RunReport report) {
    Duration watched = Duration.between(report.history().start(), report.evidence().watchedUntil());
    return BigDecimal.valueOf(Math.max(0, watched.toMillis()), 3).toPlainString();
  }

  private void suite(RunReport report, HypothesisResult hypothesis, boolean decisive)
      throws XMLStreamException {
    Map<String, MessageVerdict> cases = new LinkedHashMap<>();
    for (String key : report.judgement().verdicts().keySet()) {
      report.judgement().verdict(key, hypothesis.id()).ifPresent(one -> cases.put(key, one));
    }
    long diverged = count(cases.values(), Verdict.DIVERGED);
    long unsure = count(cases.values(), Verdict.INCONCLUSIVE);
    boolean runUnsure =
        decisive && diverged + unsure == 0 && report.judgement().verdict() == Verdict.INCONCLUSIVE;
    int tests = cases.size() + (runUnsure ? 1 : 0);
    newLine(1);
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", hypothesis.id());
    xml.writeAttribute("tests", String.valueOf(tests));
    xml.writeAttribute("failures", String.valueOf(decisive ? diverged : 0));
    xml.writeAttribute("errors", String.valueOf(decisive ? unsure + tests - cases.size() : 0));
    xml.writeAttribute("skipped", String.valueOf(decisive ? 0 : diverged + unsure));
    xml.writeAttribute("time", seconds(report));
    xml.writeAttribute("timestamp", report.history().start().toString());
    for (Map.Entry<String, MessageVerdict> one : cases.entrySet()) {
      message(report, one.getKey(), one.getValue(), decisive);
    }
    if (runUnsure) {
      // Each message is as expected, and yet the run decides nothing.
      error(report.scenario().name() + "." + hypothesis.id(), whyUnsure(report));
    }
    newLine(1);
    xml.writeEndElement();
  }

  private static long count(Collection<MessageVerdict> cases, Verdict verdict) {
    return cases.stream().filter(one -> one.verdict() == verdict).count();
  }

  private void message(RunReport report, String key, MessageVerdict one, boolean decisive)
      throws XMLStreamException {
    newLine(2);
    boolean match = one.verdict() == Verdict.MATCH;
    if (match) {
      xml.writeEmptyElement("testcase");
    } else {
      xml.writeStartElement("testcase");
    }
    xml.writeAttribute("classname", report.scenario().name() + "." + one.hypothesis());
    xml.writeAttribute("name", key);
    xml.writeAttribute("time", seconds(report));
    if (!match) {
      newLine(3);
      xml.writeEmptyElement(element(one.verdict(), decisive));
      xml.writeAttribute("message", reason(one));
      newLine(2);
      xml.writeEndElement();
    }
  }

  private static String reason(MessageVerdict one) {
    return clean(one.verdict().name() + ": " + String.join("; ", one.reasons()));
  }

  private static String element(Verdict verdict, boolean decisive) {
    if (!decisive) {
      return "skipped";
    }
    return verdict == Verdict.DIVERGED ? "failure" : "error";
  }

  /** XML 1.0 has no way to write control characters, which an exception's message may hold. */
  private static String clean(String text) {
    return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
  }

  private void newLine(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
