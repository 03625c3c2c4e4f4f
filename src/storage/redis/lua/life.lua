-- The store itself.
-- Keys: base:meta  hash: schema, epoch (of the watermarks), lastTime (of the newest entry), opened (see nodes.lua),
--                  copying (see load.lua), and the numbers given out

-- The shape of the keys above and in the other files. A version that reads them otherwise gives it another number.
local schema = 1

-- open: begins an empty store, or reads what its life is called.
-- Guarantees: of several that begin it at once, one gives the epoch. Refuses keys that a newer version has made.
-- Request {epoch}
-- Reply   {epoch, last time}
local function open(call, request)
  local meta = call.base .. ':meta'
  local found = tonumber(redis.call('HGET', meta, 'schema') or schema)
  if found > schema then
    fail('these keys were made by a newer version (schema ' .. found .. '): start that one')
  end
  if redis.call('HEXISTS', meta, 'copying') == 1 then
    fail('a copy into these keys has begun and not ended: wait for it, or run it again')
  end
  redis.call('HSETNX', meta, 'schema', schema)
  redis.call('HSETNX', meta, 'epoch', request.epoch)
  redis.call('HINCRBY', meta, 'opened', 1)
  return { redis.call('HGET', meta, 'epoch'), tonumber(redis.call('HGET', meta, 'lastTime') or 0) }
end

-- read_life: what a copy must know of a store before it reads it.
-- Reply   {schema, epoch}, or null where there is none
local function readLife(call)
  local row = redis.call('HMGET', call.base .. ':meta', 'schema', 'epoch')
  if not row[2] then return false end
  if tonumber(row[1]) ~= schema then
    fail('these keys have schema ' .. row[1] .. ', not ' .. schema .. ': use the program of their version')
  end
  return row
end

-- read_epoch: of the store that is there now; null when there is none any more.
local function readEpoch(call)
  return redis.call('HGET', call.base .. ':meta', 'epoch')
end

-- probe: fails where nothing can be written.
local function probe(call)
  redis.call('HSET', call.base .. ':meta', 'probe', call.now)
  return 'true'
end

register('open', open)
registerRead('read_life', readLife)
registerRead('read_epoch', readEpoch)
register('probe', probe)
