-- Who did what. Appended, never changed.

-- name: add
-- ?1 now, ?2 actor, ?3 action, ?4 subject, ?5 details or null
INSERT INTO audit (at, actor, action, subject, details) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: list
-- ?1 number of the last line seen, ?2 limit
SELECT number, at, actor, action, subject, details FROM audit WHERE number > ?1 ORDER BY number LIMIT ?2;
