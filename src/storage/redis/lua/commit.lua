-- commit: lands a turn with everything that belongs to it, or says why not.
-- Guarantees: replies, state and effects are written together or not at all; a repeated key gets its first answer and
-- writes nothing. Order of checks: key, leases, eTag, head, then the effects.
-- Request {conversationId, keyHash, bodyHash?, etag, processedUpTo?, ifHead?, lease?, state, entries, effects}
-- Reply   JSON, a CommitResult

local function answerRepeat(call, used, turn)
  if not isSameBody(used, turn.bodyHash) then return '{"kind":"conflict"}' end
  local isDuplicate = used.callId ~= call.id
  return cjson.encode({
    kind = 'committed', firstSeq = used.seq, etag = used.etag, isDuplicate = isDuplicate,
  })
end

local function hasLostLease(call, turn)
  local lease = turn.lease
  if isGiven(lease) then
    if lease.subject ~= turn.conversationId or not isLeaseHeld(call, 'pending', lease) then return true end
  end
  for _, effect in ipairs(turn.effects) do
    local kind = effect.kind == 'handoff.settle' and 'handoff' or effect.kind == 'timer.settle' and 'timer'
    if kind and not isLeaseHeld(call, kind, effect.lease) then return true end
  end
  return false
end

local function refuse(call, turn, found)
  if hasLostLease(call, turn) then return '{"kind":"fenced"}' end
  local etag = found and tostring(found.etag) or cjson.null
  if turn.etag ~= etag then return '{"kind":"stale"}' end
  local head = found and found.head or 0
  if isGiven(turn.ifHead) and head > turn.ifHead then
    return cjson.encode({ kind = 'head-moved', head = head })
  end
  return nil
end

local function newConversation(call, id)
  return {
    id = id, key = conversationKey(call, id), isNew = true, etag = 0, head = 0, processed = 0, lastAccepted = 0,
  }
end

-- Time of the oldest message that waits after this turn, nil when none does.
local function findPendingSince(conversation, processed)
  if processed >= conversation.lastAccepted then return nil end
  if processed == conversation.processed then return conversation.pendingSince end
  local oldest = readAccepted(conversation, processed, 1)[1]
  return oldest and tonumber(oldest[2][2])
end

local function saveTurn(call, turn, conversation, upTo)
  local since = findPendingSince(conversation, upTo)
  local set = { 'HSET', conversation.key, 'etag', conversation.etag + 1, 'head', conversation.head + #turn.entries,
    'processed', upTo, 'lastAccepted', conversation.lastAccepted, 'pendingSince', since or '' }
  local function put(name, value)
    set[#set + 1] = name
    set[#set + 1] = value
  end
  if isGiven(turn.state) then put('state', call.texts[turn.state]) end
  if upTo > conversation.processed then put('attempts', 0) end
  if conversation.isNew then put('startedAt', call.now) end
  redis.call(unpack(set))
  setPending(call, conversation, since)
  -- Nothing left to do: another may have it at once, and until then the token stays good.
  if isGiven(turn.lease) and not since then setLeaseEnd(call, 'pending', conversation.id, 0) end
end

local function commit(call, turn)
  local found = findConversation(call, turn.conversationId)
  local used = found and findKey(found, turn.keyHash)
  if used then return answerRepeat(call, used, turn) end
  local refusal = refuse(call, turn, found)
  if refusal then return refusal end
  local conversation = found or newConversation(call, turn.conversationId)
  local upTo = math.max(conversation.processed, isGiven(turn.processedUpTo) and turn.processedUpTo or 0)
  if upTo > conversation.head then
    fail(('processedUpTo %d is beyond the head %d of %s: give the seq of an entry that was loaded')
      :format(upTo, conversation.head, conversation.id))
  end
  local why = refuseEffects(call, turn.effects, conversation, beginLook(call))
  if why then return cjson.encode({ kind = why }) end

  for at, entry in ipairs(turn.entries) do addEntry(call, conversation, conversation.head + at, entry, false) end
  if #turn.entries > 0 then noteTime(call) end
  local firstSeq = conversation.head + (#turn.entries > 0 and 1 or 0)
  local etag = tostring(conversation.etag + 1)
  addKey(call, conversation, turn.keyHash, {
    seq = firstSeq, etag = etag, bodyHash = isGiven(turn.bodyHash) and turn.bodyHash or '',
  })
  saveTurn(call, turn, conversation, upTo)
  applyEffects(call, turn.effects, conversation)
  hint(call, conversation.id, conversation.head + #turn.entries)
  return cjson.encode({ kind = 'committed', firstSeq = firstSeq, etag = etag, isDuplicate = false })
end

register('commit', commit)
