/**
 * CloudWatch Logs: log groups in memory, whose events are stamped with the engine's time, and the
 * API that reads them ({@link dev.retrylab.harness.local.logs.LogsService}). What a log line means
 * is no matter of this package.
 */
package dev.retrylab.harness.local.logs;
