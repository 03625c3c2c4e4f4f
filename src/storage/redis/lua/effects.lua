-- What a commit changes beside the log. First all effects are looked at in their order, as if those before had been
-- applied; only when none refuses are they applied, and then none can fail.

-- What effects before the present one have done: leases they dropped, eTags they gave.
local function beginLook(call)
  local look = { dropped = {}, etags = {}, etagsGiven = 0 }
  look.lastEtag = tonumber(redis.call('HGET', call.base .. ':meta', 'document') or '0')
  return look
end

local function dropInLook(look, kind, subject)
  look.dropped[kind .. ' ' .. subject] = true
end

-- Whether the token is good, and takes it.
local function settleInLook(call, look, kind, token)
  if look.dropped[kind .. ' ' .. token.subject] then return false end
  dropInLook(look, kind, token.subject)
  return isLeaseHeld(call, kind, token)
end

local function putInLook(call, look, write)
  local key = documentKey(call, write.collection, write.id)
  local etag = look.etags[key] or findEtag(call, write.collection, write.id)
  if hasChanged(write, etag) then return false end
  look.etagsGiven = look.etagsGiven + 1
  look.etags[key] = tostring(look.lastEtag + look.etagsGiven)
  return true
end

local function isAboutConversation(kind)
  return kind:find('^handoff%.') or kind == 'conversation.belongs-to' or kind == 'timer.settle'
end

-- nil, or why the effects cannot be applied: 'stale', 'fenced'. `conversation` is nil where a timer is settled.
local function refuseEffects(call, effects, conversation, look)
  for _, effect in ipairs(effects) do
    local kind = effect.kind
    if not conversation and isAboutConversation(kind) then
      fail('a timer cannot have the effect ' .. kind .. ': commit a turn')
    end
    if kind == 'timer.set' then
      dropInLook(look, 'timer', effect.timer.id)
    elseif kind == 'timer.cancel' then
      dropInLook(look, 'timer', effect.id)
    elseif kind == 'timer.settle' then
      if not settleInLook(call, look, 'timer', effect.lease) then return 'fenced' end
    elseif kind == 'document.put' then
      if not putInLook(call, look, effect.write) then return 'stale' end
    elseif kind == 'handoff.withdraw' then
      dropInLook(look, 'handoff', conversation.id)
    elseif kind == 'handoff.settle' then
      if not settleInLook(call, look, 'handoff', effect.lease) then return 'fenced' end
    elseif kind == 'conversation.belongs-to' and not conversation.isNew then
      fail(conversation.id .. ' has begun already: name its shopper in the first commit')
    end
  end
  return nil
end

local apply = {
  ['timer.set'] = function(call, effect) setTimer(call, effect.timer) end,
  ['timer.cancel'] = function(call, effect) cancelTimer(call, effect.id) end,
  ['timer.settle'] = function(call, effect) cancelTimer(call, effect.lease.subject) end,
  ['document.put'] = function(call, effect) writeDocument(call, effect.write) end,
  ['outbox.put'] = function(call, effect) putOutbox(call, effect.request) end,
  ['audit'] = function(call, effect) addAudit(call, effect.note) end,
  ['handoff.enqueue'] = function(call, effect, conversation) enqueue(call, conversation.id, effect) end,
  ['handoff.withdraw'] = function(call, _, conversation) leaveQueue(call, conversation.id) end,
  ['handoff.settle'] = function(call, effect) endClaim(call, effect.lease.subject, effect.as) end,
  ['conversation.belongs-to'] = function(_, effect, conversation)
    redis.call('HSET', conversation.key, 'shopperId', effect.shopperId)
  end,
}

local function applyEffects(call, effects, conversation)
  for _, effect in ipairs(effects) do apply[effect.kind](call, effect, conversation) end
end

-- settle_timer: removes the timer and applies the effects, unless the lease has passed to another or a document has
-- changed. The timer goes first, so that an effect may set the same one anew.
-- Request {lease, effects}
-- Reply   JSON true or false
local function settleTimer(call, request)
  local earlier = findAnswer(call)
  if earlier then return earlier end
  if not isLeaseHeld(call, 'timer', request.lease) then return 'false' end
  local look = beginLook(call)
  dropInLook(look, 'timer', request.lease.subject)
  if refuseEffects(call, request.effects, nil, look) then return 'false' end
  cancelTimer(call, request.lease.subject)
  applyEffects(call, request.effects)
  return remember(call, 'true')
end

register('settle_timer', settleTimer)
