-- Leases of every kind: 'pending', 'handoff', 'timer', 'outbox'. At most one row per piece of work; a grant
-- replaces it with a higher fence, so an older token matches no row any more.

-- name: nextFence
UPDATE meta SET value = value + 1 WHERE name = 'fence' RETURNING value;

-- name: grant
-- ?1 kind, ?2 subject, ?3 holder, ?4 fence, ?5 until, ?6 request or null
INSERT INTO lease (kind, subject, holder, fence, until, request) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (kind, subject) DO UPDATE
SET holder = excluded.holder, fence = excluded.fence, until = excluded.until, request = excluded.request;

-- name: isHeld
-- ?1 kind, ?2 subject, ?3 holder, ?4 fence
SELECT 1 FROM lease WHERE kind = ?1 AND subject = ?2 AND holder = ?3 AND fence = ?4;

-- name: setUntil
-- ?1 kind, ?2 subject, ?3 until. The token stays good until another is granted.
UPDATE lease SET until = ?3 WHERE kind = ?1 AND subject = ?2;

-- name: drop
-- ?1 kind, ?2 subject. The token is good no more.
DELETE FROM lease WHERE kind = ?1 AND subject = ?2;

-- name: dropAll
-- At start: this process owns the file, so whoever held a lease before is gone.
DELETE FROM lease;
