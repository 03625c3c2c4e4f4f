-- Small JSON documents and their index rows, which always change together inside one savepoint.

-- name: find
-- ?1 collection, ?2 id
SELECT etag, body FROM document WHERE collection = ?1 AND id = ?2;

-- name: nextEtag
-- Never the same twice, so that a document deleted and made again is not mistaken for the old one.
UPDATE meta SET value = value + 1 WHERE name = 'document_etag' RETURNING value;

-- name: put
-- ?1 collection, ?2 id, ?3 eTag, ?4 body
INSERT INTO document (collection, id, etag, body) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (collection, id) DO UPDATE SET etag = excluded.etag, body = excluded.body;

-- name: remove
-- ?1 collection, ?2 id
DELETE FROM document WHERE collection = ?1 AND id = ?2;

-- name: addIndex
-- ?1 collection, ?2 index name, ?3 value, ?4 id
INSERT INTO document_index (collection, name, value, id) VALUES (?1, ?2, ?3, ?4);

-- name: removeIndexes
-- ?1 collection, ?2 id
DELETE FROM document_index WHERE collection = ?1 AND id = ?2;

-- name: list
-- ?1 collection, ?2 index name, ?3 lowest value, ?4 highest value, ?5 ?6 value and id of the last row seen, ?7 limit
SELECT document_index.value AS value, document.id AS id, document.etag AS etag, document.body AS body
FROM document_index JOIN document USING (collection, id)
WHERE document_index.collection = ?1 AND document_index.name = ?2
  AND document_index.value >= ?3 AND document_index.value <= ?4
  AND (document_index.value, document_index.id) > (?5, ?6)
ORDER BY document_index.value, document_index.id LIMIT ?7;
