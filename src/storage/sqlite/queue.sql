-- Shoppers who wait for a person. Serving order is priority (higher first), waiting time, ticket. A conversation
-- is reserved while a lease of kind 'handoff' on it lives.

-- name: enqueue
-- ?1 conversation id, ?2 skill, ?3 priority, ?4 now. Being there already changes nothing.
INSERT INTO handoff (conversation_id, skill, priority, waiting_since) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (conversation_id) DO NOTHING;

-- name: leave
-- ?1 conversation id
DELETE FROM handoff WHERE conversation_id = ?1;

-- name: list
-- ?1 now, ?2 ?3 ?4 minus priority, waiting since and ticket of the last row seen, ?5 limit
SELECT conversationId, waitingSince, skill, priority, ticket, place FROM (
  SELECT conversation_id AS conversationId, waiting_since AS waitingSince, skill, priority, ticket,
    row_number() OVER (ORDER BY priority DESC, waiting_since, ticket) AS place
  FROM handoff
  WHERE NOT EXISTS (
    SELECT 1 FROM lease WHERE kind = 'handoff' AND subject = handoff.conversation_id AND until > ?1
  )
)
WHERE (-priority, waitingSince, ticket) > (?2, ?3, ?4)
ORDER BY place LIMIT ?5;

-- name: depth
SELECT count(*) AS depth FROM handoff;

-- name: findWaiting
-- ?1 conversation id, ?2 now. No row when it does not wait or is reserved.
SELECT priority, waiting_since AS waitingSince, ticket FROM handoff
WHERE conversation_id = ?1 AND NOT EXISTS (
  SELECT 1 FROM lease WHERE kind = 'handoff' AND subject = handoff.conversation_id AND until > ?2
);

-- name: countAhead
-- ?1 ?2 ?3 minus priority, waiting since, ticket, ?4 now
SELECT count(*) AS ahead FROM handoff
WHERE (-priority, waiting_since, ticket) < (?1, ?2, ?3) AND NOT EXISTS (
  SELECT 1 FROM lease WHERE kind = 'handoff' AND subject = handoff.conversation_id AND until > ?4
);

-- name: nextWaiting
-- ?1 now, ?2 JSON array of skills or null for any
SELECT conversation_id AS conversationId FROM handoff
WHERE (?2 IS NULL OR skill IN (SELECT value FROM json_each(?2))) AND NOT EXISTS (
  SELECT 1 FROM lease WHERE kind = 'handoff' AND subject = handoff.conversation_id AND until > ?1
)
ORDER BY priority DESC, waiting_since, ticket LIMIT 1;

-- name: findRequest
-- ?1 request, ?2 agent, ?3 now
SELECT subject, holder, fence FROM lease
WHERE kind = 'handoff' AND request = ?1 AND holder = ?2 AND until > ?3;

-- name: countReserved
-- ?1 agent, ?2 now
SELECT count(*) AS reserved FROM lease WHERE kind = 'handoff' AND holder = ?1 AND until > ?2;
