-- Hints that a log was written, for the nodes: which conversation, how far, and which node knows it already.
-- Keys: base:hints  stream, the newest few thousand. Each node reads on from where it was, so that a broken connection
--                   costs it none; who is further behind than that finds the writes by its sweep.

-- More than a busy shop writes while a connection comes back.
local hintsKept = 4096

local function hint(call, conversationId, head)
  redis.call('XADD', call.base .. ':hints', 'MAXLEN', '~', hintsKept, '*', 'c', conversationId, 'h', head,
    'n', call.node)
end
