-- Small JSON documents and their index rows, which always change together.
-- Keys: base:d:<length>:<collection>:<id>     hash: etag, body, indexes (JSON list of [name, value])
--       base:i:<length>:<collection>:<name>   sorted set, all scores 0: members are value and id, so their order as
--                                             bytes is the order of the list
-- The length before the collection keeps names with colons apart. eTags are never the same twice, so that a document
-- deleted and made again is not mistaken for the old one.

local function documentKey(call, collection, id)
  return call.base .. ':d:' .. #collection .. ':' .. collection .. ':' .. id
end

local function indexKey(call, collection, name)
  return call.base .. ':i:' .. #collection .. ':' .. collection .. ':' .. name
end

-- A value before its id: a zero byte ends it, and one inside is followed by 255, which no UTF-8 text contains.
local function endedValue(value)
  return (value:gsub('%z', '\0\255')) .. '\0'
end

local function idOf(member)
  local from = 1
  while true do
    local at = member:find('\0', from, true)
    if member:byte(at + 1) ~= 255 then return member:sub(at + 1) end
    from = at + 2
  end
end

local function findEtag(call, collection, id)
  return redis.call('HGET', documentKey(call, collection, id), 'etag') or nil
end

-- nil where `ifMatch` is absent or holds.
local function hasChanged(write, etag)
  if write.ifMatch == nil then return false end
  local expected = write.ifMatch
  if expected == cjson.null then expected = nil end
  return expected ~= etag
end

local function removeIndexRows(call, collection, id)
  local text = redis.call('HGET', documentKey(call, collection, id), 'indexes')
  if not text then return end
  for _, row in ipairs(cjson.decode(text)) do
    redis.call('ZREM', indexKey(call, collection, row[1]), endedValue(row[2]) .. id)
  end
end

-- Where none is there.
local function addDocument(call, write, etag)
  local collection, id = write.collection, write.id
  redis.call('HSET', documentKey(call, collection, id), 'etag', etag, 'body', call.texts[write.document],
    'indexes', cjson.encode(write.indexes))
  for _, row in ipairs(write.indexes) do
    redis.call('ZADD', indexKey(call, collection, row[1]), 0, endedValue(row[2]) .. id)
  end
end

-- Writes whatever is there; `hasChanged` was asked before.
local function writeDocument(call, write)
  local etag = nextNumber(call, 'document')
  removeIndexRows(call, write.collection, write.id)
  addDocument(call, write, etag)
  return tostring(etag)
end

-- get_document: one document.
-- Request {collection, id}
-- Reply   {etag, body} or null
local function getDocument(call, request)
  local row = redis.call('HMGET', documentKey(call, request.collection, request.id), 'etag', 'body')
  return row[1] and row
end

-- put_document: writes the document with its index rows, unless `ifMatch` does not hold.
-- Request {collection, id, document, indexes, ifMatch?}
-- Reply   JSON {etag} or "changed"
local function putDocument(call, write)
  local earlier = findAnswer(call)
  if earlier then return earlier end
  if hasChanged(write, findEtag(call, write.collection, write.id)) then return '"changed"' end
  return remember(call, cjson.encode({ etag = writeDocument(call, write) }))
end

-- delete_document: removes the document with its index rows.
-- Request {collection, id}
-- Reply   JSON true or false
local function deleteDocument(call, request)
  local earlier = findAnswer(call)
  if earlier then return earlier end
  if not findEtag(call, request.collection, request.id) then return 'false' end
  removeIndexRows(call, request.collection, request.id)
  redis.call('DEL', documentKey(call, request.collection, request.id))
  return remember(call, 'true')
end

-- list_documents: a page in the order of index value, then id.
-- Request {collection, index, from?, to?, after? [value, id], limit}
-- Reply   rows {id, etag, body, value}, one more than `limit` where there is a next page
local function listDocuments(call, request)
  local lowest, highest = '-', '+'
  if request.from then lowest = '[' .. endedValue(request.from) end
  if request.after then lowest = '(' .. endedValue(request.after[1]) .. request.after[2] end
  if request.to then highest = '(' .. endedValue(request.to) .. '\255' end
  local key = indexKey(call, request.collection, request.index)
  local rows = {}
  for _, member in ipairs(redis.call('ZRANGEBYLEX', key, lowest, highest, 'LIMIT', 0, request.limit + 1)) do
    local id = idOf(member)
    local value = member:sub(1, #member - #id - 1):gsub('%z\255', '\0')
    local row = redis.call('HMGET', documentKey(call, request.collection, id), 'etag', 'body')
    rows[#rows + 1] = { id, row[1], row[2], value }
  end
  return rows
end

registerRead('get_document', getDocument)
register('put_document', putDocument)
register('delete_document', deleteDocument)
registerRead('list_documents', listDocuments)
