-- Who is at the desk, on any node. A beat that is not followed by another is forgotten by whoever reads.
-- Keys: base:presence  hash: agent -> JSON {agentId, node, status, until}

-- heartbeat
-- Request {agentId, node, status, ttlMs}
-- Reply   JSON true
local function heartbeat(call, beat)
  local presence = { agentId = beat.agentId, node = beat.node, status = beat.status }
  presence['until'] = call.now + beat.ttlMs
  redis.call('HSET', call.base .. ':presence', beat.agentId, cjson.encode(presence))
  return 'true'
end

-- list_presence
-- Reply   JSON, a list of who is there now
local function listPresence(call)
  local there = {}
  for _, text in ipairs(redis.call('HVALS', call.base .. ':presence')) do
    if cjson.decode(text)['until'] > call.now then there[#there + 1] = text end
  end
  return toJsonList(there)
end

register('heartbeat', heartbeat)
registerRead('list_presence', listPresence)
