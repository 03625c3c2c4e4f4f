-- Calls to other systems, oldest first; a claim is a lease of kind 'outbox'. Dead calls stay for a person.
-- Keys: base:outbox          hash: key -> JSON {number, target, isDead?}
--       base:outbox:payload  hash: key -> JSON as text    base:outbox:attempts  hash: key -> number of claims
--       base:outbox:ready    sorted set of keys by number: those that may be made now
--       base:outbox:later    sorted set of keys by time: those that wait for their retry

-- Keeps the call until it is settled; the same key twice is one call, also when the first is dead.
local function putOutbox(call, request)
  local key = request.key
  if redis.call('HEXISTS', call.base .. ':outbox', key) == 1 then return end
  local number = nextNumber(call, 'outbox')
  redis.call('HSET', call.base .. ':outbox', key, cjson.encode({ number = number, target = request.target }))
  redis.call('HSET', call.base .. ':outbox:payload', key, call.texts[request.payload])
  redis.call('ZADD', call.base .. ':outbox:ready', number, key)
end

local function readOutbox(call, key)
  return cjson.decode(redis.call('HGET', call.base .. ':outbox', key))
end

local function wakeRetries(call)
  local later = call.base .. ':outbox:later'
  for _, key in ipairs(redis.call('ZRANGEBYSCORE', later, '-inf', call.now)) do
    redis.call('ZREM', later, key)
    redis.call('ZADD', call.base .. ':outbox:ready', readOutbox(call, key).number, key)
  end
end

-- The remembered answer of a claim holds no payload, so that none outlives its call.
local function withPayloads(call, answer)
  local calls = {}
  for _, claimed in ipairs(cjson.decode(answer)) do
    claimed.payload = redis.call('HGET', call.base .. ':outbox:payload', claimed.key)
    if claimed.payload then calls[#calls + 1] = cjson.encode(claimed) end
  end
  return toJsonList(calls)
end

local function dropOutbox(call, key)
  dropLease(call, 'outbox', key)
  redis.call('ZREM', call.base .. ':outbox:ready', key)
  redis.call('ZREM', call.base .. ':outbox:later', key)
  for _, hash in ipairs({ ':outbox', ':outbox:payload', ':outbox:attempts' }) do
    redis.call('HDEL', call.base .. hash, key)
  end
end

-- Takes the calls back that the commits of a conversation put, dead ones too: few wait at any time.
local function withdrawOutbox(call, conversationId)
  local prefix = conversationId .. ':'
  for _, key in ipairs(redis.call('HKEYS', call.base .. ':outbox')) do
    if key:sub(1, #prefix) == prefix then dropOutbox(call, key) end
  end
end

-- claim_outbox: hands out calls; each claim counts as an attempt, also one whose holder dies before it calls.
-- Guarantees: a call has one holder until its lease ends.
-- Request {holder, leaseMs, limit}
-- Reply   JSON, a list of {key, target, payload, attempt, lease}
local function claimOutbox(call, claim)
  local earlier = findAnswer(call)
  if earlier then return withPayloads(call, earlier) end
  wakeRetries(call)
  local ready = {}
  eachByScore(call.base .. ':outbox:ready', '+inf', function(key)
    if #ready == claim.limit then return false end
    if not isLeased(call, 'outbox', key) then ready[#ready + 1] = key end
  end)
  if #ready == 0 then return '[]' end
  local claimed = {}
  for at, key in ipairs(ready) do
    claimed[at] = cjson.encode({
      key = key,
      target = readOutbox(call, key).target,
      attempt = redis.call('HINCRBY', call.base .. ':outbox:attempts', key, 1),
      lease = grantLease(call, 'outbox', key, claim),
    })
  end
  return withPayloads(call, remember(call, toJsonList(claimed)))
end

-- settle_outbox: ends a claim.
-- Guarantees: false, and nothing written, when another has the call now.
-- Request {lease, outcome: 'done' | 'dead' | {retryAt}}
-- Reply   JSON true or false
local function settleOutbox(call, request)
  local earlier = findAnswer(call)
  if earlier then return earlier end
  local outcome, key = request.outcome, request.lease.subject
  if not isLeaseHeld(call, 'outbox', request.lease) then return 'false' end
  if outcome == 'done' then
    dropOutbox(call, key)
    return remember(call, 'true')
  end
  dropLease(call, 'outbox', key)
  redis.call('ZREM', call.base .. ':outbox:ready', key)
  if outcome == 'dead' then
    local kept = readOutbox(call, key)
    kept.isDead = true
    redis.call('HSET', call.base .. ':outbox', key, cjson.encode(kept))
  else
    redis.call('ZADD', call.base .. ':outbox:later', outcome.retryAt, key)
  end
  return remember(call, 'true')
end

register('claim_outbox', claimOutbox)
register('settle_outbox', settleOutbox)
