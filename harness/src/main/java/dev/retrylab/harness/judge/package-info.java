/**
 * Holds histories against predictions. Pure: what was observed and what was expected go in, a
 * verdict and findings come out.
 */
package dev.retrylab.harness.judge;
