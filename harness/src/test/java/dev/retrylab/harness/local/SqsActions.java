package dev.retrylab.harness.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A valid request of every action of SQS: URL, ARN, DLQ and HANDLE stand for what there is. */
final class SqsActions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENTRIES =
      "{'QueueUrl':'URL','Entries':[{'Id':'a','ReceiptHandle':'HANDLE','VisibilityTimeout':1},"
          + "{'Id':'b','ReceiptHandle':'HANDLE','VisibilityTimeout':2}]}";

  static final Map<String, String> ALL =
      Map.ofEntries(
          Map.entry(
              "CreateQueue",
              "{'QueueName':'new','Attributes':{'VisibilityTimeout':'1','DelaySeconds':'0',"
                  + "'RedrivePolicy':'{\"deadLetterTargetArn\":\"DLQ\",\"maxReceiveCount\":2}'},"
                  + "'tags':{'a':'b'}}"),
          Map.entry("GetQueueUrl", "{'QueueName':'NAME','QueueOwnerAWSAccountId':'000000000000'}"),
          Map.entry("ListQueues", "{'QueueNamePrefix':'q','MaxResults':2,'NextToken':'q1'}"),
          Map.entry("DeleteQueue", "{'QueueUrl':'URL'}"),
          Map.entry("GetQueueAttributes", "{'QueueUrl':'URL','AttributeNames':['All']}"),
          Map.entry(
              "SetQueueAttributes",
              "{'QueueUrl':'URL','Attributes':{'VisibilityTimeout':'3','MaximumMessageSize':'2048',"
                  + "'RedriveAllowPolicy':'{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"ARN\"]}'}}"),
          Map.entry(
              "SendMessage",
              "{'QueueUrl':'URL','MessageBody':'x','DelaySeconds':0,'MessageAttributes':"
                  + "{'n':{'DataType':'Number','StringValue':'1'},'b':{'DataType':'Binary','BinaryValue':'AAEC'}},"
                  + "'MessageSystemAttributes':{'AWSTraceHeader':{'DataType':'String','StringValue':'t'}}}"),
          Map.entry(
              "SendMessageBatch",
              "{'QueueUrl':'URL','Entries':[{'Id':'a','MessageBody':'x'},{'Id':'b','MessageBody':'y',"
                  + "'MessageGroupId':'g','MessageDeduplicationId':'d'}]}"),
          Map.entry(
              "ReceiveMessage",
              "{'QueueUrl':'URL','MaxNumberOfMessages':10,'VisibilityTimeout':0,"
                  + "'AttributeNames':['All'],'MessageAttributeNames':['n.*','All'],"
                  + "'ReceiveRequestAttemptId':'i'}"),
          Map.entry("DeleteMessage", "{'QueueUrl':'URL','ReceiptHandle':'HANDLE'}"),
          Map.entry("DeleteMessageBatch", ENTRIES),
          Map.entry(
              "ChangeMessageVisibility",
              "{'QueueUrl':'URL','ReceiptHandle':'HANDLE','VisibilityTimeout':0}"),
          Map.entry("ChangeMessageVisibilityBatch", ENTRIES),
          Map.entry("PurgeQueue", "{'QueueUrl':'URL'}"),
          Map.entry("TagQueue", "{'QueueUrl':'URL','Tags':{'a':'b'}}"),
          Map.entry("UntagQueue", "{'QueueUrl':'URL','TagKeys':['a']}"),
          Map.entry("ListQueueTags", "{'QueueUrl':'URL'}"),
          Map.entry("ListDeadLetterSourceQueues", "{'QueueUrl':'URL','MaxResults':1}"),
          Map.entry(
              "StartMessageMoveTask",
              "{'SourceArn':'DLQ','DestinationArn':'ARN','MaxNumberOfMessagesPerSecond':5}"),
          Map.entry("ListMessageMoveTasks", "{'SourceArn':'DLQ','MaxResults':1}"),
          Map.entry("CancelMessageMoveTask", "{'TaskHandle':'HANDLE'}"));

  private SqsActions() {}

  static ObjectNode input(String action, Map<String, String> words) {
    String text = ALL.get(action).replace("\"", "\\\"").replace('\'', '"');
    for (Map.Entry<String, String> word : words.entrySet()) {
      text = text.replace(word.getKey(), word.getValue());
    }
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
