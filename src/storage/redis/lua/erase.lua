-- erase: blanks everything a person said or was told, and whose conversation it was.
-- Guarantees: no word of it is left in the keys. XDEL would only mark an entry in its block, and the block is what
-- snapshots and rewritten logs carry on: so the log is written anew without the bodies and takes the old one's place.
-- The old text is still in the append-only file until that is rewritten, which the caller asks for.
-- Runs where memory is full, too: it makes space.
-- Calls to other systems that its commits left are withdrawn: their payload tells of the shopper.
-- Request {conversationId}
-- Reply   JSON {erased, head}

-- The entry without body and author's name; `hadBody` tells whether there was one.
local function blankEntry(fields)
  local kept, hadBody = {}, false
  for at = 1, #fields, 2 do
    if fields[at] == 'body' then
      hadBody = true
    elseif fields[at] ~= 'authorName' then
      kept[#kept + 1] = fields[at]
      kept[#kept + 1] = fields[at + 1]
    end
  end
  return kept, hadBody
end

local function blankLog(conversation)
  local log = conversation.key .. ':log'
  local blanked = conversation.key .. ':blanked'
  redis.call('DEL', blanked)
  local erased, seq, step = 0, 0, 256
  while seq < conversation.head do
    for _, entry in ipairs(readEntries(conversation, seq, step)) do
      local kept, hadBody = blankEntry(entry[2])
      if hadBody then erased = erased + 1 end
      redis.call('XADD', blanked, entry[1], unpack(kept))
    end
    seq = seq + step
  end
  if conversation.head > 0 then redis.call('RENAME', blanked, log) end
  return erased
end

local function blankBodyHashes(conversation)
  local key = conversation.key .. ':keys'
  local used = redis.call('HGETALL', key)
  for at = 1, #used, 2 do
    redis.call('HSET', key, used[at], (used[at + 1]:gsub('^(%d+|%d*|[^|]*|).*$', '%1')))
  end
end

local function erase(call, request)
  local earlier = findAnswer(call)
  if earlier then return earlier end
  local conversation = findConversation(call, request.conversationId)
  if not conversation then return '{"erased":0,"head":0}' end
  local erased = blankLog(conversation)
  blankBodyHashes(conversation)
  local processed = math.max(conversation.processed, conversation.lastAccepted)
  -- A turn that was begun before must not write what it still remembers: the eTag moves on.
  redis.call('HSET', conversation.key, 'state', 'null', 'etag', conversation.etag + 1, 'processed', processed,
    'pendingSince', '', 'attempts', 0)
  redis.call('HDEL', conversation.key, 'shopperId')
  setPending(call, conversation, nil)
  leaveQueue(call, conversation.id)
  withdrawOutbox(call, conversation.id)
  if erased > 0 then hint(call, conversation.id, conversation.head) end
  return remember(call, cjson.encode({ erased = erased, head = conversation.head }))
end

register('erase', erase, { 'allow-oom' })
