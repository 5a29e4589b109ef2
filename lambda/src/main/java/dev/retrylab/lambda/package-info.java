/**
 * The functions of the experiment: a consumer that behaves as each message asks it to, a consumer
 * of the dead-letter queue, and the journal that both write to their log.
 */
package dev.retrylab.lambda;
