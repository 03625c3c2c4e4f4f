-- Which nodes use the store now. By the time of Redis, whatever clock a node has.
-- Keys: base:nodes  hash: node -> end of its stay in epoch ms, unless it beats again
--       base:meta   opened: how often a node has opened the store

local function serverTime()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- beat: the node that calls is here for `ttlMs` more; 0: it goes.
-- Request {ttlMs}
-- Reply   JSON true
local function beat(call, request)
  local key, now = call.base .. ':nodes', serverTime()
  redis.call('HSET', key, call.node, now + request.ttlMs)
  local all = redis.call('HGETALL', key)
  for at = 1, #all, 2 do
    if tonumber(all[at + 1]) <= now then redis.call('HDEL', key, all[at]) end
  end
  return 'true'
end

-- read_nodes: how many are here, and how many have ever come.
-- Reply   {here, opened}
local function readNodes(call)
  local here, now = 0, serverTime()
  for _, ends in ipairs(redis.call('HVALS', call.base .. ':nodes')) do
    if tonumber(ends) > now then here = here + 1 end
  end
  return { here, tonumber(redis.call('HGET', call.base .. ':meta', 'opened') or 0) }
end

register('beat', beat)
registerRead('read_nodes', readNodes)
