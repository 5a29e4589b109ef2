/**
 * What every form of a report tells: a judged run ({@link dev.retrylab.harness.report.RunReport}),
 * the rows of real against expected, the sentence that explains it, and the differences of two
 * runs. The forms are in packages of their own: {@code terminal}, {@code page} (HTML) and {@code
 * document} (JSON, JUnit XML, Markdown). Nothing here judges, and nothing here reads or writes a
 * file.
 */
package dev.retrylab.harness.report;
