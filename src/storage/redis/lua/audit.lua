-- Who did what. Appended, never changed.
-- Keys: base:audit  stream, entry id = <number>-0

local function addAuditLine(call, note, number, at)
  local add = { 'XADD', call.base .. ':audit', number .. '-0', 'at', at,
    'actor', note.actor, 'action', note.action, 'subject', note.subject }
  if isGiven(note.details) then
    add[#add + 1] = 'details'
    add[#add + 1] = call.texts[note.details]
  end
  redis.call(unpack(add))
end

local function addAudit(call, note)
  addAuditLine(call, note, nextNumber(call, 'audit'), call.now)
end

-- list_audit: a page of lines, oldest first.
-- Request {after, limit}
-- Reply   stream entries, one more than `limit` where there is a next page
local function listAudit(call, page)
  return redis.call('XRANGE', call.base .. ':audit', '(' .. page.after .. '-0', '+', 'COUNT', page.limit + 1)
end

registerRead('list_audit', listAudit)
