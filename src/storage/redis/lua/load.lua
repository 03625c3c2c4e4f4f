-- Fills empty keys with the records of another store (src/storage/copy/store-record.ts). Until the end there is no
-- epoch, and no node begins: what a copy that was cut off leaves is nobody's, and the next copy removes it.
-- Keys: base:meta  copying: token of the copy that goes on; copyingAt: of its last sign of life

-- Longer than a call may be repeated.
local silenceMs = 15000

local function holdCopy(call, token)
  local meta = call.base .. ':meta'
  if redis.call('HGET', meta, 'copying') ~= token then
    fail('this copy is not the one that fills these keys: another has taken over, or they were emptied')
  end
  redis.call('HSET', meta, 'copyingAt', call.now)
end

-- begin_load: claims empty keys for a copy.
-- Guarantees: a store that is there, and a copy that goes on, are left alone.
-- Request {token}
-- Reply   JSON true
local function beginLoad(call, request)
  local meta = call.base .. ':meta'
  local row = redis.call('HMGET', meta, 'epoch', 'copying', 'copyingAt')
  if row[1] then fail('there is a store already: a copy goes into empty keys only') end
  if row[2] and row[2] ~= request.token and tonumber(row[3]) > call.now - silenceMs then
    fail('another copy into these keys goes on, or has ended a moment ago')
  end
  redis.call('HSET', meta, 'copying', request.token, 'copyingAt', call.now)
  return 'true'
end

-- clear_load: removes what a copy that was cut off has left; again and again until the cursor is 0.
-- Request {token, cursor}
-- Reply   next cursor
local function clearLoad(call, request)
  holdCopy(call, request.token)
  local found = redis.call('SCAN', request.cursor, 'MATCH', quoted(call.base .. ':') .. '*', 'COUNT', 512)
  for _, key in ipairs(found[2]) do
    if key ~= call.base .. ':meta' then redis.call('UNLINK', key) end
  end
  return found[1]
end

local function orEmpty(value)
  return isGiven(value) and value or ''
end

-- So that the next number given out is a new one.
local function noteNumber(call, name, number)
  local meta = call.base .. ':meta'
  if number > tonumber(redis.call('HGET', meta, name) or 0) then redis.call('HSET', meta, name, number) end
end

local loadRecord = {}

function loadRecord.conversation(call, record)
  local key = conversationKey(call, record.id)
  redis.call('HSET', key, 'etag', record.etag, 'head', record.head, 'processed', record.processed,
    'lastAccepted', record.lastAccepted, 'pendingSince', orEmpty(record.pendingSince), 'attempts', record.attempts,
    'startedAt', record.startedAt, 'state', call.texts[record.state])
  if isGiven(record.shopperId) then redis.call('HSET', key, 'shopperId', record.shopperId) end
  if isGiven(record.pendingSince) then redis.call('ZADD', call.base .. ':pending', record.pendingSince, record.id) end
end

function loadRecord.key(call, record)
  -- Which call used it is known no more: whoever repeats it now is told so.
  local value = record.seq .. '|' .. orEmpty(record.etag) .. '||' .. orEmpty(record.bodyHash)
  redis.call('HSET', conversationKey(call, record.conversationId) .. ':keys', record.hash, value)
end

function loadRecord.entry(call, record)
  local add = { 'XADD', conversationKey(call, record.conversationId) .. ':log', record.seq .. '-0', 'at', record.at,
    'kind', record.entryKind, 'authorRole', record.authorRole, 'authorId', record.authorId }
  local function put(name, value)
    if not isGiven(value) then return end
    add[#add + 1] = name
    add[#add + 1] = value
  end
  put('authorName', record.authorName)
  put('revision', record.revision)
  put('accepted', record.isAccepted and '1' or nil)
  put('body', isGiven(record.body) and call.texts[record.body] or nil)
  redis.call(unpack(add))
end

function loadRecord.waiting(call, record)
  addToQueue(call, record.conversationId, {
    skill = record.skill,
    priority = record.priority,
    waitingSince = record.waitingSince,
    ticket = record.ticket,
  })
  noteNumber(call, 'ticket', record.ticket)
end

function loadRecord.timer(call, record)
  setTimer(call, { id = record.id, dueAt = record.dueAt, kind = record.timerKind, payload = record.payload })
end

function loadRecord.call(call, record)
  local base, key = call.base .. ':outbox', record.key
  local kept = { number = record.number, target = record.target, isDead = record.isDead or nil }
  redis.call('HSET', base, key, cjson.encode(kept))
  redis.call('HSET', base .. ':payload', key, call.texts[record.payload])
  if record.attempts > 0 then redis.call('HSET', base .. ':attempts', key, record.attempts) end
  if isGiven(record.retryAt) then
    redis.call('ZADD', base .. ':later', record.retryAt, key)
  elseif not record.isDead then
    redis.call('ZADD', base .. ':ready', record.number, key)
  end
  noteNumber(call, 'outbox', record.number)
end

function loadRecord.document(call, record)
  addDocument(call, record, record.etag)
end

function loadRecord.audit(call, record)
  addAuditLine(call, record, record.number, record.at)
  noteNumber(call, 'audit', record.number)
end

function loadRecord.numbers(call, record)
  noteNumber(call, 'fence', record.fence)
  noteNumber(call, 'document', record.documentEtag)
  noteNumber(call, 'lastTime', record.lastTimeMs)
end

-- load: adds records.
-- Request {token, records}
-- Reply   JSON true
local function load(call, request)
  local earlier = findAnswer(call)
  if earlier then return earlier end
  holdCopy(call, request.token)
  for _, record in ipairs(request.records) do loadRecord[record.kind](call, record) end
  return remember(call, 'true')
end

-- finish_load: makes a store of what was loaded.
-- Request {token, epoch}
-- Reply   JSON true
local function finishLoad(call, request)
  local earlier = findAnswer(call)
  if earlier then return earlier end
  holdCopy(call, request.token)
  local meta = call.base .. ':meta'
  redis.call('HSET', meta, 'schema', schema, 'epoch', request.epoch)
  redis.call('HDEL', meta, 'copying', 'copyingAt')
  return remember(call, 'true')
end

register('begin_load', beginLoad)
register('clear_load', clearLoad)
register('load_records', load)
register('finish_load', finishLoad)
