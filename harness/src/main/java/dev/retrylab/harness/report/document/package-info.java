/**
 * Runs for other programs: JSON ({@code results.json} is {@link
 * dev.retrylab.harness.report.document.RunJson}), JUnit XML and Markdown. Names and order of the
 * JSON fields are a contract, which {@code schemas/results.schema.json} states.
 */
package dev.retrylab.harness.report.document;
