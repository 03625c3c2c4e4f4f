-- The log and the turns. Guarantees nothing alone: turn.ts calls these inside one savepoint, and the database
-- refuses a seq or a key that is used already. Parameters are numbered; each statement names them.

-- name: findConversation
-- ?1 conversation id
SELECT number, etag, head, processed, last_accepted AS lastAccepted, pending_since AS pendingSince
FROM conversation WHERE id = ?1;

-- name: readConversation
-- ?1 conversation id
SELECT number, etag, head, processed, last_accepted AS lastAccepted, state, shopper_id AS shopperId,
  started_at AS startedAt
FROM conversation WHERE id = ?1;

-- name: addConversation
-- ?1 id, ?2 now. Begins with eTag 0 and an empty log; the commit that calls it goes on from there.
INSERT INTO conversation (id, etag, head, processed, last_accepted, started_at, state)
VALUES (?1, 0, 0, 0, 0, ?2, 'null')
RETURNING number;

-- name: findKey
-- ?1 conversation number, ?2 key hash
SELECT seq, etag, body_hash AS bodyHash FROM used_key WHERE conversation = ?1 AND key_hash = ?2;

-- name: addKey
-- ?1 conversation number, ?2 key hash, ?3 seq, ?4 eTag or null, ?5 body hash or null
INSERT INTO used_key (conversation, key_hash, seq, etag, body_hash) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: addEntry
-- ?1 conversation number, ?2 seq, ?3 now, ?4 is accepted, ?5 kind, ?6 author role, ?7 author id, ?8 author name,
-- ?9 revision, ?10 body
INSERT INTO entry (conversation, seq, at, is_accepted, kind, author_role, author_id, author_name, revision, body)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: noteAccepted
-- ?1 conversation number, ?2 seq, ?3 now
UPDATE conversation
SET head = ?2, last_accepted = ?2, pending_since = coalesce(pending_since, ?3)
WHERE number = ?1;

-- name: saveTurn
-- ?1 conversation number, ?2 eTag, ?3 head, ?4 processed, ?5 pending since, ?6 state or null for unchanged
UPDATE conversation
SET etag = ?2, head = ?3, processed = ?4, pending_since = ?5, state = coalesce(?6, state),
  pending_attempts = CASE WHEN ?4 > processed THEN 0 ELSE pending_attempts END
WHERE number = ?1;

-- name: nameShopper
-- ?1 conversation number, ?2 shopper id
UPDATE conversation SET shopper_id = ?2 WHERE number = ?1;

-- name: oldestPendingTime
-- ?1 conversation number, ?2 processed
SELECT at FROM entry WHERE conversation = ?1 AND seq > ?2 AND is_accepted = 1 ORDER BY seq LIMIT 1;

-- name: pendingEntries
-- ?1 conversation number, ?2 processed, ?3 limit
SELECT seq, at, kind, author_role AS authorRole, author_id AS authorId, author_name AS authorName, revision, body
FROM entry WHERE conversation = ?1 AND seq > ?2 AND is_accepted = 1 ORDER BY seq LIMIT ?3;

-- name: entriesAfter
-- ?1 conversation number, ?2 seq, ?3 limit
SELECT seq, at, kind, author_role AS authorRole, author_id AS authorId, author_name AS authorName, revision, body
FROM entry WHERE conversation = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3;

-- name: claimablePending
-- ?1 pending since at the latest, ?2 now, ?3 limit
SELECT id FROM conversation
WHERE pending_since <= ?1 AND NOT EXISTS (
  SELECT 1 FROM lease WHERE kind = 'pending' AND subject = conversation.id AND until > ?2
)
ORDER BY pending_since, number LIMIT ?3;

-- name: countPendingAttempt
-- ?1 conversation id
UPDATE conversation SET pending_attempts = pending_attempts + 1 WHERE id = ?1
RETURNING pending_attempts AS attempt;

-- name: eraseEntries
-- ?1 conversation number
UPDATE entry SET body = NULL, author_name = NULL WHERE conversation = ?1 AND body IS NOT NULL;

-- name: eraseBodyHashes
-- ?1 conversation number
UPDATE used_key SET body_hash = NULL WHERE conversation = ?1;

-- name: eraseConversation
-- ?1 conversation number. A turn that was begun before must not write what it still remembers: the eTag moves on.
UPDATE conversation
SET state = 'null', shopper_id = NULL, etag = etag + 1, processed = max(processed, last_accepted),
  pending_since = NULL, pending_attempts = 0
WHERE number = ?1;
