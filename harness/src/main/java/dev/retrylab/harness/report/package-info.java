/** What people and programs see of a run: the terminal report and the JSON document. */
package dev.retrylab.harness.report;
