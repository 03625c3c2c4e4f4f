-- How every function of the library is called, and the keys it may touch.
--
-- KEYS 1    base, for example anxin:{shop}. Every key that a function reads or writes is `base:…`, so all of them carry
--           the hash tag of KEYS 1 and lie in one slot: one call is one atomic step, on a cluster's node too.
-- ARGV 1    JSON {now, id, node, request}: `now` in epoch ms (null: the server's own time, which all nodes share), `id`
--           of this call, the same when it is repeated, who calls, and the request as src/storage/wire.ts has it
-- ARGV 2…   texts (JSON that is kept and never read here); in the request stands the number of the argument
-- Reply     what src/storage/redis/replies.ts reads: an array, or JSON as text
--
-- Guarantees for all that follows: a function that refuses or fails has written nothing, because everything that can
-- refuse or fail is looked at before the first write. Redis undoes nothing.

-- `library` is set by the loader: the name of this version, which is part of each function's name.
local function register(name, act, flags)
  redis.register_function({
    function_name = library .. '_' .. name,
    flags = flags or {},
    callback = function(keys, args)
      local envelope = cjson.decode(args[1])
      local now = envelope.now
      if now == cjson.null then
        local time = redis.call('TIME')
        now = time[1] * 1000 + math.floor(time[2] / 1000)
      end
      return act({ base = keys[1], now = now, id = envelope.id, node = envelope.node, texts = args }, envelope.request)
    end,
  })
end

local function registerRead(name, act)
  register(name, act, { 'no-writes' })
end

-- Ends the call; the caller throws INTERNAL with this message.
local function fail(message)
  error(redis.error_reply('ANXIN ' .. message))
end

local function isGiven(value)
  return value ~= nil and value ~= cjson.null
end

-- cjson cannot tell an empty list from an empty object.
local function toJsonList(items)
  return '[' .. table.concat(items, ',') .. ']'
end

-- Numbers given out once: 'fence', 'document', 'ticket', 'outbox', 'audit'.
local function nextNumber(call, name)
  return redis.call('HINCRBY', call.base .. ':meta', name, 1)
end

-- Visits members of a sorted set from the lowest score on, up to `highest`, until `visit` returns false.
-- `visit` must not change the set.
local function eachByScore(key, highest, visit)
  local step = 64
  for offset = 0, math.huge, step do
    local members = redis.call('ZRANGEBYSCORE', key, '-inf', highest, 'LIMIT', offset, step)
    for _, member in ipairs(members) do
      if visit(member) == false then return end
    end
    if #members < step then return end
  end
end
