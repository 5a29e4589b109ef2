package dev.retrylab.harness.report.document;

import static dev.retrylab.harness.judge.Articles.gaveUpAt;
import static dev.retrylab.harness.judge.Expected.only;
import static dev.retrylab.harness.judge.Expected.succeeds;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.judge.Articles;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.judge.evidence.EvidenceFinding;
import dev.retrylab.harness.report.Reports;
import dev.retrylab.harness.report.RunReport;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JUnitXmlTest {

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  @Test
  void a_refuted_guess_is_skipped_and_what_is_documented_passes() {
    assertThat(JUnitXml.of(Reports.article()))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="retry-lab article">
              <testsuite name="documented" tests="2" failures="0" errors="0" skipped="0" time="61.200" timestamp="2026-11-21T21:24:04Z">
                <testcase classname="article.documented" name="m1" time="61.200"/>
                <testcase classname="article.documented" name="m2" time="61.200"/>
              </testsuite>
              <testsuite name="async-retries-apply" tests="2" failures="0" errors="0" skipped="1" time="61.200" timestamp="2026-11-21T21:24:04Z">
                <testcase classname="article.async-retries-apply" name="m1" time="61.200"/>
                <testcase classname="article.async-retries-apply" name="m2" time="61.200">
                  <skipped message="DIVERGED: 2 function errors, not 4: error 3 was due at +60.0 s, and none came until +61.2 s"/>
                </testcase>
              </testsuite>
            </testsuites>
            """);
  }

  @Test
  void several_runs_are_one_document_and_one_without_a_report_is_an_error() throws Exception {
    Document xml =
        parsed(
            JUnitXml.ofAll(
                List.of(Reports.article(), Reports.poisonedBatch()), Map.of("crash", "No route.")));
    NodeList suites = xml.getElementsByTagName("testsuite");
    assertThat(suites.getLength()).isEqualTo(5);
    Element failed = (Element) suites.item(4);
    assertThat(failed.getAttribute("name")).isEqualTo("crash");
    Element error = (Element) failed.getElementsByTagName("error").item(0);
    assertThat(error.getAttribute("message")).isEqualTo("No route.");
  }

  @Test
  void a_run_that_decides_nothing_is_an_error_where_each_message_is_as_expected() throws Exception {
    RunReport article = Reports.article();
    Evidence beside =
        Articles.evidence(
            true,
            List.of(),
            article.evidence().watchedUntil(),
            1,
            false,
            Duration.ZERO,
            article.evidence().conditions(),
            List.of(new EvidenceFinding.SettingsDrift("queue.type", "fifo", "standard", true)));
    RunReport report = Reports.of(article.history(), beside, article.predictions());
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    Element suite = (Element) parsed(JUnitXml.of(report)).getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    Element error = (Element) suite.getElementsByTagName("error").item(0);
    assertThat(error.getAttribute("message")).contains("does not put it to the test");
  }

  @Test
  void missing_evidence_is_an_error() throws Exception {
    RunReport report =
        Reports.of(
            fold(sent("m3", 0)),
            gaveUpAt(31_220, "m3: not yet received"),
            List.of(only("documented", Map.entry("m3", succeeds()))));
    Element suite = (Element) parsed(JUnitXml.of(report)).getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    Element error = (Element) suite.getElementsByTagName("error").item(0);
    assertThat(error.getAttribute("message")).startsWith("INCONCLUSIVE: ");
  }
}
