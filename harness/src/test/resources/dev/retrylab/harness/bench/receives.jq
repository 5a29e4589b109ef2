# Of each receive and each function error a line, to be counted by sort and uniq: jq's own
# reduce into one object takes time with the square of the messages.
select(.function == "consumer")
| .message
| select(startswith("{\"retryLab\""))
| fromjson
| if .event == "received" then "\(.messageId) receive"
  elif .outcome == "failed" then "\(.messageId) error"
  else empty end
