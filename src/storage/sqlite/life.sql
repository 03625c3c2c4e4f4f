-- The store itself: its epoch, its last time, whether it can be written.

-- name: epoch
SELECT value FROM meta WHERE name = 'epoch';

-- name: setEpoch
-- ?1 epoch
INSERT INTO meta (name, value) VALUES ('epoch', ?1)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: lastTime
-- Of the entry written last; where the entries came from another store, at least of the last one there.
SELECT max(at) AS at FROM (
  SELECT at FROM (SELECT at FROM entry ORDER BY number DESC LIMIT 1)
  UNION ALL SELECT value FROM meta WHERE name = 'last_time'
);

-- name: fillProbe
-- Needs fresh pages, so it fails where there is no space.
INSERT INTO probe (filling) VALUES (zeroblob(65536));

-- name: emptyProbe
DELETE FROM probe;
