-- Shoppers who wait for a person. Serving order is priority (higher first), waiting time, ticket. A conversation is
-- reserved while a lease of kind 'handoff' on it lives.
-- Keys: base:queue        sorted set by -priority * 1e13 + waiting since (exact for |priority| <= 900); members are
--                         '<ticket, 16 digits>:<conversation>', so that two of one millisecond stand by ticket
--       base:queue:entry  hash: conversation -> JSON {skill, priority, waitingSince, ticket}

local function findQueued(call, id)
  local text = redis.call('HGET', call.base .. ':queue:entry', id)
  if not text then return nil end
  local entry = cjson.decode(text)
  entry.id = id
  entry.member = ('%016d:%s'):format(entry.ticket, id)
  entry.score = -entry.priority * 1e13 + entry.waitingSince
  return entry
end

local function idOfMember(member)
  return member:sub(18)
end

local function addToQueue(call, id, entry)
  redis.call('HSET', call.base .. ':queue:entry', id, cjson.encode(entry))
  local queued = findQueued(call, id)
  redis.call('ZADD', call.base .. ':queue', queued.score, queued.member)
end

-- Being there already changes nothing.
local function enqueue(call, id, effect)
  if findQueued(call, id) then return end
  addToQueue(call, id, {
    skill = effect.skill,
    priority = effect.priority,
    waitingSince = call.now,
    ticket = nextNumber(call, 'ticket'),
  })
end

local function removeFromQueue(call, id)
  local queued = findQueued(call, id)
  if not queued then return end
  redis.call('ZREM', call.base .. ':queue', queued.member)
  redis.call('HDEL', call.base .. ':queue:entry', id)
end

-- Takes the conversation out of the queue, from the agent who has reserved it, too.
local function leaveQueue(call, id)
  removeFromQueue(call, id)
  dropLease(call, 'handoff', id)
end

-- The lease is known to be held.
local function endClaim(call, subject, as)
  if as == 'complete' then removeFromQueue(call, subject) end
  dropLease(call, 'handoff', subject)
end

-- All reservations that live: subject -> lease.
local function readReservations(call)
  local living = {}
  local all = redis.call('HGETALL', leaseKey(call, 'handoff'))
  for at = 1, #all, 2 do
    local lease = cjson.decode(all[at + 1])
    if lease.ends > call.now then living[all[at]] = lease end
  end
  return living
end

-- list_queue: waiting conversations in serving order, reserved ones left out.
-- Request {after? [score, ticket], limit}
-- Reply   JSON, a list of {conversationId, place, waitingSince, skill, priority, score, ticket}, one more than `limit`
--         where there is a next page
local function listQueue(call, request)
  local reserved = readReservations(call)
  local rows, place = {}, 0
  for _, member in ipairs(redis.call('ZRANGE', call.base .. ':queue', 0, -1)) do
    local id = idOfMember(member)
    if not reserved[id] then
      place = place + 1
      local queued = findQueued(call, id)
      local after = request.after
      local isAfter = not after or queued.score > after[1]
        or (queued.score == after[1] and queued.ticket > after[2])
      if isAfter then
        rows[#rows + 1] = cjson.encode({
          conversationId = id,
          place = place,
          waitingSince = queued.waitingSince,
          skill = queued.skill,
          priority = queued.priority,
          ticket = queued.ticket,
        })
      end
      if #rows > request.limit then break end
    end
  end
  return toJsonList(rows)
end

-- queue_depth: how many wait, reserved ones included.
-- Reply   a number
local function queueDepth(call)
  return redis.call('ZCARD', call.base .. ':queue')
end

-- place_in_queue: 1 is served next.
-- Request conversation id
-- Reply   a number, or null when it does not wait or is reserved
local function placeInQueue(call, id)
  local queued = findQueued(call, id)
  local reserved = readReservations(call)
  if not queued or reserved[id] then return false end
  local place = redis.call('ZRANK', call.base .. ':queue', queued.member) + 1
  for other in pairs(reserved) do
    local ahead = findQueued(call, other)
    local isAhead = ahead and (ahead.score < queued.score
      or (ahead.score == queued.score and ahead.ticket < queued.ticket))
    if isAhead then place = place - 1 end
  end
  return place
end

local function hasSkill(skills, wanted)
  if not isGiven(skills) then return true end
  for _, skill in ipairs(skills) do
    if skill == wanted then return true end
  end
  return false
end

local function findClaimable(call, claim, reserved)
  local named = claim.conversationId
  if isGiven(named) then
    return findQueued(call, named) and not reserved[named] and named
  end
  local found
  eachByScore(call.base .. ':queue', '+inf', function(member)
    local id = idOfMember(member)
    if not reserved[id] and hasSkill(claim.skills, findQueued(call, id).skill) then
      found = id
      return false
    end
  end)
  return found
end

-- claim_handoff: reserves a conversation for an agent, or finds the reservation this request got before.
-- Guarantees: one winner; the same request gets the same answer while its lease lives; at most `capacity` at once.
-- Request {agentId, conversationId?, skills?, capacity, requestId, leaseMs}
-- Reply   JSON {subject, holder, fence}, or null
local function claimHandoff(call, claim)
  local reserved = readReservations(call)
  local mine = 0
  for subject, lease in pairs(reserved) do
    if lease.holder == claim.agentId then
      mine = mine + 1
      if lease.request == claim.requestId then
        return cjson.encode({ subject = subject, holder = lease.holder, fence = lease.fence })
      end
    end
  end
  if mine >= claim.capacity then return 'null' end
  local subject = findClaimable(call, claim, reserved)
  if not subject then return 'null' end
  local grant = { holder = claim.agentId, leaseMs = claim.leaseMs, request = claim.requestId }
  return cjson.encode(grantLease(call, 'handoff', subject, grant))
end

-- settle_handoff: ends or prolongs a claim.
-- Guarantees: false, and nothing written, when another has it now.
-- Request {lease, as: 'complete' | 'requeue' | {renewMs}}
-- Reply   JSON true or false
local function settleHandoff(call, request)
  local earlier = findAnswer(call)
  if earlier then return earlier end
  local lease, as = request.lease, request.as
  if not isLeaseHeld(call, 'handoff', lease) then return 'false' end
  if type(as) == 'table' then
    setLeaseEnd(call, 'handoff', lease.subject, call.now + as.renewMs)
  else
    endClaim(call, lease.subject, as)
  end
  return remember(call, 'true')
end

registerRead('list_queue', listQueue)
registerRead('queue_depth', queueDepth)
registerRead('place_in_queue', placeInQueue)
register('claim_handoff', claimHandoff)
register('settle_handoff', settleHandoff)
