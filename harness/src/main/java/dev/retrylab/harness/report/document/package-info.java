/**
 * Runs for other programs: JSON ({@code results.json} is {@link
 * dev.retrylab.harness.report.document.RunJson}), JUnit XML and Markdown. Names and order of the
 * JSON fields are a contract, which {@code schemas/results.schema.json} states. Its number, {@code
 * schema}, rises only with a change that breaks readers: a field that goes, or that means something
 * else. A new field does not raise it.
 */
package dev.retrylab.harness.report.document;
