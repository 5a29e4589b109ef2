package dev.retrylab.harness.experiment;

import dev.retrylab.harness.scenario.MessageSpec;
import java.util.List;

/** How the messages of a scenario come to the consumer. */
interface MessageSender {

  /**
   * Sends these messages, and keeps the record of it. What may have arrived, though no good answer
   * came, and what was refused for now is left unconfirmed.
   *
   * @throws SendRefused where fault is found with a message
   * @throws software.amazon.awssdk.core.exception.SdkException where no message can be sent, for
   *     want of a permission, say
   */
  void sendDue(List<MessageSpec> due);
}
