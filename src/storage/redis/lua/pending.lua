-- claim_pending: hands out conversations whose messages have waited too long: their node has died in the middle.
-- Guarantees: a conversation has one holder until its lease ends; the count of claims lasts over a crash.
-- Request {holder, leaseMs, idleForMs, limit}
-- Reply   JSON, a list of {conversationId, lease, attempt}, the longest waiting first

local function claimPending(call, claim)
  local earlier = findAnswer(call)
  if earlier then return earlier end
  local waiting = {}
  eachByScore(call.base .. ':pending', call.now - claim.idleForMs, function(id)
    if #waiting == claim.limit then return false end
    if not isLeased(call, 'pending', id) then waiting[#waiting + 1] = id end
  end)
  if #waiting == 0 then return '[]' end
  local claimed = {}
  for at, id in ipairs(waiting) do
    claimed[at] = cjson.encode({
      conversationId = id,
      lease = grantLease(call, 'pending', id, claim),
      attempt = redis.call('HINCRBY', conversationKey(call, id), 'attempts', 1),
    })
  end
  return remember(call, toJsonList(claimed))
end

register('claim_pending', claimPending)
