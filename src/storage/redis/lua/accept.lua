-- accept: appends the shopper's message, or finds that it is there already.
-- Guarantees: one seq per key; the same key with another body is a conflict; durable with the reply (appendfsync always).
-- Request {conversationId, keyHash, bodyHash, entry}
-- Reply   JSON, an AcceptResult

local function accept(call, request)
  local conversation = findConversation(call, request.conversationId)
  if not conversation then return '{"kind":"unknown"}' end
  local used = findKey(conversation, request.keyHash)
  if used and not isSameBody(used, request.bodyHash) then return '{"kind":"conflict"}' end
  if used then
    local isDuplicate = used.callId ~= call.id
    return cjson.encode({ kind = 'accepted', seq = used.seq, isDuplicate = isDuplicate })
  end

  local seq = conversation.head + 1
  addEntry(call, conversation, seq, request.entry, true)
  addKey(call, conversation, request.keyHash, { seq = seq, etag = '', bodyHash = request.bodyHash })
  local since = conversation.pendingSince or call.now
  redis.call('HSET', conversation.key, 'head', seq, 'lastAccepted', seq, 'pendingSince', since)
  if not conversation.pendingSince then setPending(call, conversation, since) end
  noteTime(call)
  hint(call, conversation.id, seq)
  return cjson.encode({ kind = 'accepted', seq = seq, isDuplicate = false })
end

register('accept', accept)
