-- Counts of a short while, for limits that hold over all nodes. By the time of Redis.
-- Keys: base:count:<name>  string that ends by itself

local function countKey(call, name)
  return call.base .. ':count:' .. name
end

-- count_up: adds one; the first one sets the end.
-- Request {name, perMs}
-- Reply   {count, ms until the end}
local function countUp(call, request)
  local key = countKey(call, request.name)
  redis.call('SET', key, 0, 'PX', request.perMs, 'NX')
  return { redis.call('INCR', key), redis.call('PTTL', key) }
end

-- read_count
-- Request {name}
-- Reply   {count, ms until the end}, or null
local function readCount(call, request)
  local key = countKey(call, request.name)
  local count = redis.call('GET', key)
  return count and { tonumber(count), redis.call('PTTL', key) }
end

register('count_up', countUp)
registerRead('read_count', readCount)
