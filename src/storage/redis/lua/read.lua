-- What a turn, a stream and a sweep read.

-- As the port says: a turn that is behind sees this much of what waits.
local pendingLimit = 16

-- load: state, place in the log, and what waits for its turn.
-- Request conversation id
-- Reply   {etag, head, processed, lastAccepted, startedAt, shopper id or null, state or null, pending entries}, or null
local function load(call, id)
  local conversation = findConversation(call, id)
  if not conversation then return false end
  local pending = readAccepted(conversation, conversation.processed, pendingLimit)
  local more = redis.call('HMGET', conversation.key, 'startedAt', 'shopperId', 'state')
  return {
    tostring(conversation.etag), conversation.head, conversation.processed, conversation.lastAccepted,
    tonumber(more[1]), more[2], more[3], pending,
  }
end

-- since: the log from a place on.
-- Request {conversationId, afterSeq, limit}
-- Reply   {head, entries}, or null
local function since(call, request)
  local conversation = findConversation(call, request.conversationId)
  if not conversation then return false end
  if request.afterSeq >= conversation.head then return { conversation.head, {} } end
  return { conversation.head, readEntries(conversation, request.afterSeq, request.limit) }
end

registerRead('load', load)
registerRead('since', since)
