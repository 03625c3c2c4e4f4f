-- Calls to other systems, oldest first; a claim is a lease of kind 'outbox'. Dead calls stay for a person.

-- name: put
-- ?1 key, ?2 target, ?3 payload. A key that is there already changes nothing.
INSERT INTO outbox (key, target, payload) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO NOTHING;

-- name: claimable
-- ?1 now, ?2 limit
SELECT key, target, payload, attempts FROM outbox
WHERE is_dead = 0 AND due_at <= ?1 AND NOT EXISTS (
  SELECT 1 FROM lease WHERE kind = 'outbox' AND subject = outbox.key AND until > ?1
)
ORDER BY number LIMIT ?2;

-- name: countAttempt
-- ?1 key
UPDATE outbox SET attempts = attempts + 1 WHERE key = ?1;

-- name: finish
-- ?1 key
DELETE FROM outbox WHERE key = ?1;

-- name: bury
-- ?1 key
UPDATE outbox SET is_dead = 1 WHERE key = ?1;

-- name: withdraw
-- ?1 id of a conversation: the calls that its commits put, dead ones too. A colon ends the id in a key, and a semicolon
-- follows the colon.
DELETE FROM outbox WHERE key > ?1 || ':' AND key < ?1 || ';'
RETURNING key;

-- name: retry
-- ?1 key, ?2 not before
UPDATE outbox SET due_at = ?2 WHERE key = ?1;
