/**
 * A run, or two compared, as text in columns for a terminal. Begin at {@link
 * dev.retrylab.harness.report.terminal.TerminalReport}; the golden files of the tests show the
 * whole. Widths, colours and the choice of ASCII are in {@link
 * dev.retrylab.harness.report.terminal.TerminalStyle}.
 */
package dev.retrylab.harness.report.terminal;
