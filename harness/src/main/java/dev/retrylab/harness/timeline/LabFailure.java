package dev.retrylab.harness.timeline;

import java.time.Instant;

/**
 * Something inside the lab itself that failed while a run went on. It is evidence too: a run in
 * which there was one decides nothing.
 *
 * @param at on the clock of the run
 * @param what failed and how, a sentence without its full stop
 * @param stackTrace of the exception
 */
public record LabFailure(Instant at, String what, String stackTrace) {}
