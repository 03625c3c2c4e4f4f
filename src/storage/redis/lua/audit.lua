-- Who did what. Appended, never changed.
-- Keys: base:audit  stream, entry id = <number>-0

local function addAudit(call, note)
  local add = { 'XADD', call.base .. ':audit', nextNumber(call, 'audit') .. '-0', 'at', call.now,
    'actor', note.actor, 'action', note.action, 'subject', note.subject }
  if isGiven(note.details) then
    add[#add + 1] = 'details'
    add[#add + 1] = call.texts[note.details]
  end
  redis.call(unpack(add))
end

-- list_audit: a page of lines, oldest first.
-- Request {after, limit}
-- Reply   stream entries, one more than `limit` where there is a next page
local function listAudit(call, page)
  return redis.call('XRANGE', call.base .. ':audit', '(' .. page.after .. '-0', '+', 'COUNT', page.limit + 1)
end

registerRead('list_audit', listAudit)
