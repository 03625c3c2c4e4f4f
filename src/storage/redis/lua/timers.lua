-- Timers. One per id; a claim is a lease of kind 'timer'.
-- Keys: base:timers  sorted set of ids by due time      base:timer  hash: id -> JSON {dueAt, kind}
--       base:timer:payload  hash: id -> JSON as text

-- Sets or moves a timer; whoever was just working on its earlier setting is fenced off.
local function setTimer(call, timer)
  redis.call('ZADD', call.base .. ':timers', timer.dueAt, timer.id)
  redis.call('HSET', call.base .. ':timer', timer.id, cjson.encode({ dueAt = timer.dueAt, kind = timer.kind }))
  redis.call('HSET', call.base .. ':timer:payload', timer.id, call.texts[timer.payload])
  dropLease(call, 'timer', timer.id)
end

-- A timer that is not there counts as cancelled.
local function cancelTimer(call, id)
  redis.call('ZREM', call.base .. ':timers', id)
  redis.call('HDEL', call.base .. ':timer', id)
  redis.call('HDEL', call.base .. ':timer:payload', id)
  dropLease(call, 'timer', id)
end

-- claim_timers: hands out timers that are due, earliest first.
-- Guarantees: a timer has one holder until its lease ends.
-- Request {holder, leaseMs, limit}
-- Reply   JSON, a list of {id, dueAt, kind, payload, lease}
local function claimTimers(call, claim)
  local earlier = findAnswer(call)
  if earlier then return earlier end
  local due = {}
  eachByScore(call.base .. ':timers', call.now, function(id)
    if #due == claim.limit then return false end
    if not isLeased(call, 'timer', id) then due[#due + 1] = id end
  end)
  if #due == 0 then return '[]' end
  local claimed = {}
  for at, id in ipairs(due) do
    local timer = cjson.decode(redis.call('HGET', call.base .. ':timer', id))
    timer.id = id
    timer.payload = redis.call('HGET', call.base .. ':timer:payload', id)
    timer.lease = grantLease(call, 'timer', id, claim)
    claimed[at] = cjson.encode(timer)
  end
  return remember(call, toJsonList(claimed))
end

register('claim_timers', claimTimers)
