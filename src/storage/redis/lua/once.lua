-- A call whose answer was lost is repeated with the same id and must get the answer of the first time: the answers of
-- calls that changed something and have no key of their own are remembered for longer than anybody repeats.
-- Keys: base:answer:<id>, a string that ends by itself.

local rememberMs = 60000

local function findAnswer(call)
  return redis.call('GET', call.base .. ':answer:' .. call.id)
end

local function remember(call, answer)
  redis.call('SET', call.base .. ':answer:' .. call.id, answer, 'PX', rememberMs)
  return answer
end
