-- What a copy of the whole store reads, in portions, as it is. Nobody writes meanwhile: see nodes.lua.

-- Keeps the signs of a pattern from meaning anything.
local function quoted(text)
  return (text:gsub('[%*%?%[%]\\]', '\\%0'))
end

local function isConversation(key)
  return redis.call('TYPE', key).ok == 'hash' and redis.call('HEXISTS', key, 'etag') == 1
end

-- dump_names: some names of conversations ('c') or documents ('d'). A name may come twice.
-- Request {cursor, of}
-- Reply   {next cursor (0 at the end), names without what they begin with}
local function dumpNames(call, request)
  local start = call.base .. ':' .. request.of .. ':'
  local found = redis.call('SCAN', request.cursor, 'MATCH', quoted(start) .. '*', 'COUNT', 512)
  local names = {}
  for _, key in ipairs(found[2]) do
    if request.of == 'd' or isConversation(key) then names[#names + 1] = key:sub(#start + 1) end
  end
  return { found[1], names }
end

-- dump_conversation: everything of it but its log.
-- Request conversation id
-- Reply   {etag, head, processed, lastAccepted, pendingSince, attempts, startedAt, shopperId, state, used keys}
local function dumpConversation(call, id)
  local key = conversationKey(call, id)
  local row = redis.call('HMGET', key, 'etag', 'head', 'processed', 'lastAccepted', 'pendingSince', 'attempts',
    'startedAt', 'shopperId', 'state')
  row[#row + 1] = redis.call('HGETALL', key .. ':keys')
  return row
end

-- dump_entries: the log from a place on, with what readers of the log are not told.
-- Request {conversationId, afterSeq, limit}
-- Reply   stream entries
local function dumpEntries(call, request)
  return readEntries({ key = conversationKey(call, request.conversationId) }, request.afterSeq, request.limit)
end

-- dump_document
-- Request '<length>:<collection>:<id>', as dump_names gives it
-- Reply   {etag, body, indexes}
local function dumpDocument(call, name)
  return redis.call('HMGET', call.base .. ':d:' .. name, 'etag', 'body', 'indexes')
end

-- dump_waiting: the queue in serving order.
-- Request {offset, limit}
-- Reply   rows {conversation id, JSON}
local function dumpWaiting(call, page)
  local rows = {}
  for _, member in ipairs(redis.call('ZRANGE', call.base .. ':queue', page.offset, page.offset + page.limit - 1)) do
    local id = idOfMember(member)
    rows[#rows + 1] = { id, redis.call('HGET', call.base .. ':queue:entry', id) }
  end
  return rows
end

-- dump_timers: by due time.
-- Request {offset, limit}
-- Reply   rows {id, JSON, payload}
local function dumpTimers(call, page)
  local rows = {}
  for _, id in ipairs(redis.call('ZRANGE', call.base .. ':timers', page.offset, page.offset + page.limit - 1)) do
    local timer = redis.call('HGET', call.base .. ':timer', id)
    rows[#rows + 1] = { id, timer, redis.call('HGET', call.base .. ':timer:payload', id) }
  end
  return rows
end

-- dump_calls: those of the outbox, dead ones too. A call may come twice.
-- Request cursor
-- Reply   {next cursor (0 at the end), rows {key, JSON, payload, attempts or null, time of the retry or null}}
local function dumpCalls(call, cursor)
  local base = call.base .. ':outbox'
  local found = redis.call('HSCAN', base, cursor, 'COUNT', 128)
  local rows = {}
  for at = 1, #found[2], 2 do
    local key = found[2][at]
    rows[#rows + 1] = {
      key,
      found[2][at + 1],
      redis.call('HGET', base .. ':payload', key),
      redis.call('HGET', base .. ':attempts', key),
      redis.call('ZSCORE', base .. ':later', key),
    }
  end
  return { found[1], rows }
end

-- dump_numbers
-- Reply   {fence, document, lastTime}
local function dumpNumbers(call)
  return redis.call('HMGET', call.base .. ':meta', 'fence', 'document', 'lastTime')
end

registerRead('dump_names', dumpNames)
registerRead('dump_conversation', dumpConversation)
registerRead('dump_entries', dumpEntries)
registerRead('dump_document', dumpDocument)
registerRead('dump_waiting', dumpWaiting)
registerRead('dump_timers', dumpTimers)
registerRead('dump_calls', dumpCalls)
registerRead('dump_numbers', dumpNumbers)
