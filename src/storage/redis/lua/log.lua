-- One log per conversation: entries 1, 2, 3, … without gaps.
-- Keys: base:c:<id>      hash: etag, head, processed, lastAccepted, pendingSince, attempts, startedAt, shopperId, state
--       base:c:<id>:log  stream, entry id = <seq>-0: the server itself refuses a seq that does not grow
--       base:c:<id>:keys hash: hash of a key -> '<seq>|<etag>|<call id>|<body hash>'
--       base:pending     sorted set of conversations that wait for a turn, by the time of their oldest message

local function conversationKey(call, id)
  return call.base .. ':c:' .. id
end

local function findConversation(call, id)
  local key = conversationKey(call, id)
  local row = redis.call('HMGET', key, 'etag', 'head', 'processed', 'lastAccepted', 'pendingSince')
  if not row[1] then return nil end
  return {
    id = id,
    key = key,
    etag = tonumber(row[1]),
    head = tonumber(row[2]),
    processed = tonumber(row[3]),
    lastAccepted = tonumber(row[4]),
    pendingSince = tonumber(row[5]),
  }
end

local function addEntry(call, conversation, seq, entry, isAccepted)
  local add = { 'XADD', conversation.key .. ':log', seq .. '-0', 'at', call.now, 'kind', entry.kind,
    'authorRole', entry.authorRole, 'authorId', entry.authorId }
  local function put(name, value)
    add[#add + 1] = name
    add[#add + 1] = value
  end
  if isGiven(entry.authorName) then put('authorName', entry.authorName) end
  if isGiven(entry.revision) then put('revision', entry.revision) end
  if isAccepted then put('accepted', '1') end
  put('body', call.texts[entry.body])
  redis.call(unpack(add))
end

local function noteTime(call)
  redis.call('HSET', call.base .. ':meta', 'lastTime', call.now)
end

local function readEntries(conversation, afterSeq, limit)
  -- XRANGE takes COUNT 0 for a question without an answer.
  if limit < 1 then return {} end
  return redis.call('XRANGE', conversation.key .. ':log', '(' .. afterSeq .. '-0', '+', 'COUNT', limit)
end

local function isAcceptedEntry(entry)
  local fields = entry[2]
  for at = 1, #fields, 2 do
    if fields[at] == 'accepted' then return true end
  end
  return false
end

-- Accepted entries after `afterSeq`, oldest first.
local function readAccepted(conversation, afterSeq, limit)
  local accepted = {}
  local step = 64
  while afterSeq < conversation.lastAccepted do
    local entries = readEntries(conversation, afterSeq, step)
    for _, entry in ipairs(entries) do
      if isAcceptedEntry(entry) then accepted[#accepted + 1] = entry end
      if #accepted == limit then return accepted end
    end
    if #entries < step then break end
    afterSeq = afterSeq + step
  end
  return accepted
end

local function findKey(conversation, keyHash)
  local used = redis.call('HGET', conversation.key .. ':keys', keyHash)
  if not used then return nil end
  local seq, etag, callId, bodyHash = used:match('^(%d+)|(%d*)|([^|]*)|(.*)$')
  return { seq = tonumber(seq), etag = etag, callId = callId, bodyHash = bodyHash }
end

local function addKey(call, conversation, keyHash, used)
  local value = used.seq .. '|' .. used.etag .. '|' .. call.id .. '|' .. used.bodyHash
  redis.call('HSET', conversation.key .. ':keys', keyHash, value)
end

-- Where a body hash was erased or never given, the key alone tells that it was here.
local function isSameBody(used, bodyHash)
  return used.bodyHash == '' or bodyHash == nil or used.bodyHash == bodyHash
end

local function setPending(call, conversation, since)
  if since then
    redis.call('ZADD', call.base .. ':pending', since, conversation.id)
  elseif conversation.pendingSince then
    redis.call('ZREM', call.base .. ':pending', conversation.id)
  end
end
