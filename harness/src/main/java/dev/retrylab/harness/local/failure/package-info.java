/**
 * What fails inside the engine itself, kept so that a run can say so. Every other room of the
 * engine may report here; this one knows none of them.
 */
package dev.retrylab.harness.local.failure;
