package dev.retrylab.harness.expect.rules;

/**
 * At which receives a message fails by its own fault, if it is reached.
 *
 * @param surely it fails at the first receives, so many
 * @param perhaps at so many of those behind them it may fail, before it surely succeeds
 * @param later at so many behind those it may fail, where something else has spoilt its success
 */
record OwnFailures(int surely, int perhaps, int later) {

  /**
   * How many of its receives can end in its own error once it could have succeeded.
   *
   * @param spoilt whether something else can spoil a success
   */
  int afterFirstSuccess(boolean spoilt) {
    return perhaps + (spoilt ? later : 0);
  }
}
