-- Everything that is kept, read and written as it is (see src/storage/copy/). Reading goes in portions by a key, so
-- that no statement stays open. Writing is for an empty database only.

-- name: conversations
-- ?1 number of the last one seen, ?2 limit
SELECT number, id, etag, head, processed, last_accepted AS lastAccepted, pending_since AS pendingSince,
  pending_attempts AS attempts, started_at AS startedAt, shopper_id AS shopperId, state
FROM conversation WHERE number > ?1 ORDER BY number LIMIT ?2;

-- name: keys
-- ?1 conversation number
SELECT key_hash AS hash, seq, etag, body_hash AS bodyHash FROM used_key WHERE conversation = ?1;

-- name: entries
-- ?1 conversation number, ?2 seq of the last one seen, ?3 limit
SELECT seq, at, is_accepted AS isAccepted, kind AS entryKind, author_role AS authorRole, author_id AS authorId,
  author_name AS authorName, revision, body
FROM entry WHERE conversation = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3;

-- name: waiting
-- ?1 ticket of the last one seen, ?2 limit
SELECT conversation_id AS conversationId, skill, priority, waiting_since AS waitingSince, ticket
FROM handoff WHERE ticket > ?1 ORDER BY ticket LIMIT ?2;

-- name: timers
-- ?1 id of the last one seen, ?2 limit
SELECT id, due_at AS dueAt, kind AS timerKind, payload FROM timer WHERE id > ?1 ORDER BY id LIMIT ?2;

-- name: calls
-- ?1 number of the last one seen, ?2 limit
SELECT number, key, target, payload, attempts, due_at AS dueAt, is_dead AS isDead
FROM outbox WHERE number > ?1 ORDER BY number LIMIT ?2;

-- name: documents
-- ?1 ?2 collection and id of the last one seen, ?3 limit
SELECT collection, id, etag, body AS document FROM document
WHERE (collection, id) > (?1, ?2) ORDER BY collection, id LIMIT ?3;

-- name: indexes
-- ?1 collection, ?2 id
SELECT name, value FROM document_index WHERE collection = ?1 AND id = ?2 ORDER BY name;

-- name: audit
-- ?1 number of the last line seen, ?2 limit
SELECT number, at, actor, action, subject, details FROM audit WHERE number > ?1 ORDER BY number LIMIT ?2;

-- name: numbers
SELECT name, value FROM meta WHERE name IN ('fence', 'document_etag');

-- name: addConversation
-- ?1 id, ?2 eTag, ?3 head, ?4 processed, ?5 last accepted, ?6 pending since, ?7 attempts, ?8 started at,
-- ?9 shopper id, ?10 state
INSERT INTO conversation (id, etag, head, processed, last_accepted, pending_since, pending_attempts, started_at,
  shopper_id, state)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: addKey
-- ?1 conversation id, ?2 hash, ?3 seq, ?4 eTag or null, ?5 body hash or null
INSERT INTO used_key (conversation, key_hash, seq, etag, body_hash)
VALUES ((SELECT number FROM conversation WHERE id = ?1), ?2, ?3, ?4, ?5);

-- name: addEntry
-- ?1 conversation id, ?2 seq, ?3 at, ?4 is accepted, ?5 kind, ?6 author role, ?7 author id, ?8 author name,
-- ?9 revision, ?10 body
INSERT INTO entry (conversation, seq, at, is_accepted, kind, author_role, author_id, author_name, revision, body)
VALUES ((SELECT number FROM conversation WHERE id = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: addWaiting
-- ?1 conversation id, ?2 skill, ?3 priority, ?4 waiting since, ?5 ticket
INSERT INTO handoff (conversation_id, skill, priority, waiting_since, ticket) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: addTimer
-- ?1 id, ?2 due at, ?3 kind, ?4 payload
INSERT INTO timer (id, due_at, kind, payload) VALUES (?1, ?2, ?3, ?4);

-- name: addCall
-- ?1 number, ?2 key, ?3 target, ?4 payload, ?5 attempts, ?6 due at, ?7 is dead
INSERT INTO outbox (number, key, target, payload, attempts, due_at, is_dead) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: addDocument
-- ?1 collection, ?2 id, ?3 eTag, ?4 body
INSERT INTO document (collection, id, etag, body) VALUES (?1, ?2, ?3, ?4);

-- name: addIndex
-- ?1 collection, ?2 index name, ?3 value, ?4 id
INSERT INTO document_index (collection, name, value, id) VALUES (?1, ?2, ?3, ?4);

-- name: addAudit
-- ?1 number, ?2 at, ?3 actor, ?4 action, ?5 subject, ?6 details or null
INSERT INTO audit (number, at, actor, action, subject, details) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: setNumber
-- ?1 name, ?2 value
INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value;
