-- Timers. One row per id; a claim is a lease of kind 'timer'.

-- name: set
-- ?1 id, ?2 due at, ?3 kind, ?4 payload
INSERT INTO timer (id, due_at, kind, payload) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, kind = excluded.kind, payload = excluded.payload;

-- name: cancel
-- ?1 id
DELETE FROM timer WHERE id = ?1;

-- name: due
-- ?1 now, ?2 limit
SELECT id, due_at AS dueAt, kind, payload FROM timer
WHERE due_at <= ?1 AND NOT EXISTS (
  SELECT 1 FROM lease WHERE kind = 'timer' AND subject = timer.id AND until > ?1
)
ORDER BY due_at, id LIMIT ?2;
