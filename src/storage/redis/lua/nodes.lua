-- Which nodes use the store now, and what they tell each other. By the time of Redis, whatever clock a node has.
-- Keys: base:nodes        hash: node -> end of its stay in epoch ms, unless it beats again
--       base:nodes:alike  hash: name of a fact that all nodes must share -> its value
--       base:meta         opened: how often a node has opened the store; announced: the last word of a node

local function serverTime()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- How many are here; `except` is not counted.
local function countNodes(call, except)
  local here, now = 0, serverTime()
  local all = redis.call('HGETALL', call.base .. ':nodes')
  for at = 1, #all, 2 do
    if all[at] ~= except and tonumber(all[at + 1]) > now then here = here + 1 end
  end
  return here
end

-- beat: the node that calls is here for `ttlMs` more; 0: it goes. It may announce something.
-- Request {ttlMs, announce?}
-- Reply   what was announced last, or null
local function beat(call, request)
  local key, meta, now = call.base .. ':nodes', call.base .. ':meta', serverTime()
  redis.call('HSET', key, call.node, now + request.ttlMs)
  local all = redis.call('HGETALL', key)
  for at = 1, #all, 2 do
    if tonumber(all[at + 1]) <= now then redis.call('HDEL', key, all[at]) end
  end
  if isGiven(request.announce) then redis.call('HSET', meta, 'announced', request.announce) end
  return redis.call('HGET', meta, 'announced')
end

-- read_nodes: how many are here, and how many have ever come.
-- Reply   {here, opened}
local function readNodes(call)
  return { countNodes(call), tonumber(redis.call('HGET', call.base .. ':meta', 'opened') or 0) }
end

-- agree: compares facts with those of the other nodes that are here; where there is none, this node's count from now on.
-- Guarantees: of two nodes that come at once with different facts, one is told.
-- Request {facts: [[name, value]]}
-- Reply   names of facts that differ; then nothing was written
local function agree(call, request)
  local key, differing = call.base .. ':nodes:alike', {}
  local isAlone = countNodes(call, call.node) == 0
  for _, fact in ipairs(request.facts) do
    local known = redis.call('HGET', key, fact[1])
    if known and known ~= fact[2] and not isAlone then differing[#differing + 1] = fact[1] end
  end
  if #differing > 0 then return differing end
  for _, fact in ipairs(request.facts) do redis.call('HSET', key, fact[1], fact[2]) end
  return {}
end

register('beat', beat)
registerRead('read_nodes', readNodes)
register('agree', agree)
