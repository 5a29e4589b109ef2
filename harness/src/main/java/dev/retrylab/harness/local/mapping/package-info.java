/**
 * Event source mappings from a queue to a function. Enter at {@link
 * dev.retrylab.harness.local.mapping.EventSourceMapping}: its pollers receive and gather a batch,
 * the processor invokes the function and deletes what it is done with. Nothing is retried here;
 * what is not deleted comes back when its visibility timeout ends.
 */
package dev.retrylab.harness.local.mapping;
