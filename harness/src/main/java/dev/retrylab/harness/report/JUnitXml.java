package dev.retrylab.harness.report;

import dev.retrylab.harness.judge.HypothesisResult;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.judge.MessageVerdict;
import dev.retrylab.harness.judge.Verdict;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private final RunReport report;
  private final XMLStreamWriter xml;
  private final String seconds;

  private JUnitXml(RunReport report, XMLStreamWriter xml) {
    this.report = report;
    this.xml = xml;
    Duration watched = Duration.between(report.history().start(), report.evidence().watchedUntil());
    this.seconds = BigDecimal.valueOf(Math.max(0, watched.toMillis()), 3).toPlainString();
  }

  /** The whole document. */
  public static String of(RunReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new JUnitXml(report, xml).document();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Text can always be written as XML.", e);
    }
    return text.append('\n').toString();
  }

  private void document() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    newLine(0);
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "retry-lab " + report.scenario().name());
    String decisive = Judge.decisive(report.predictions()).map(one -> one.hypothesis()).orElse("");
    for (HypothesisResult hypothesis : report.judgement().hypotheses()) {
      suite(hypothesis, hypothesis.id().equals(decisive));
    }
    newLine(0);
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void suite(HypothesisResult hypothesis, boolean decisive) throws XMLStreamException {
    Map<String, MessageVerdict> cases = new LinkedHashMap<>();
    for (String key : report.judgement().verdicts().keySet()) {
      report.judgement().verdict(key, hypothesis.id()).ifPresent(one -> cases.put(key, one));
    }
    long diverged = count(cases.values(), Verdict.DIVERGED);
    long unsure = count(cases.values(), Verdict.INCONCLUSIVE);
    newLine(1);
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", hypothesis.id());
    xml.writeAttribute("tests", String.valueOf(cases.size()));
    xml.writeAttribute("failures", String.valueOf(decisive ? diverged : 0));
    xml.writeAttribute("errors", String.valueOf(decisive ? unsure : 0));
    xml.writeAttribute("skipped", String.valueOf(decisive ? 0 : diverged + unsure));
    xml.writeAttribute("time", seconds);
    xml.writeAttribute("timestamp", report.history().start().toString());
    for (Map.Entry<String, MessageVerdict> one : cases.entrySet()) {
      message(one.getKey(), one.getValue(), decisive);
    }
    newLine(1);
    xml.writeEndElement();
  }

  private static long count(Collection<MessageVerdict> cases, Verdict verdict) {
    return cases.stream().filter(one -> one.verdict() == verdict).count();
  }

  private void message(String key, MessageVerdict one, boolean decisive) throws XMLStreamException {
    newLine(2);
    boolean match = one.verdict() == Verdict.MATCH;
    if (match) {
      xml.writeEmptyElement("testcase");
    } else {
      xml.writeStartElement("testcase");
    }
    xml.writeAttribute("classname", report.scenario().name() + "." + one.hypothesis());
    xml.writeAttribute("name", key);
    xml.writeAttribute("time", seconds);
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
