-- Leases of every kind: 'pending', 'handoff', 'timer', 'outbox'. At most one per piece of work; a grant replaces it
-- with a higher fence, so an older token matches no more.
-- Keys: base:lease:<kind>, a hash subject -> JSON {fence, ends, holder, request?}.

local function leaseKey(call, kind)
  return call.base .. ':lease:' .. kind
end

local function findLease(call, kind, subject)
  local text = redis.call('HGET', leaseKey(call, kind), subject)
  return text and cjson.decode(text)
end

-- Gives the work to `holder`; whoever had it before is fenced off from now on.
local function grantLease(call, kind, subject, grant)
  local fence = nextNumber(call, 'fence')
  local ends = call.now + grant.leaseMs
  local lease = { fence = fence, ends = ends, holder = grant.holder, request = grant.request }
  redis.call('HSET', leaseKey(call, kind), subject, cjson.encode(lease))
  return { subject = subject, holder = grant.holder, fence = fence }
end

-- Whether nobody has been given the work since; a lease that only ran out of time is still held.
local function isLeaseHeld(call, kind, token)
  local lease = findLease(call, kind, token.subject)
  return lease and lease.fence == token.fence and lease.holder == token.holder
end

-- Whether others must keep off now.
local function isLeased(call, kind, subject)
  local lease = findLease(call, kind, subject)
  return lease and lease.ends > call.now
end

-- The token stays good until another is granted.
local function setLeaseEnd(call, kind, subject, ends)
  local lease = findLease(call, kind, subject)
  if not lease then return end
  lease.ends = ends
  redis.call('HSET', leaseKey(call, kind), subject, cjson.encode(lease))
end

-- The token is good no more.
local function dropLease(call, kind, subject)
  redis.call('HDEL', leaseKey(call, kind), subject)
end
