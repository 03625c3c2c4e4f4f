-- The first shape of the database. Guarantees, by the database itself:
--   * seq is unique within a conversation, a key is used once within a conversation;
--   * what can be erased stands in conversation.state, conversation.shopper_id, entry.body, entry.author_name and
--     used_key.body_hash only;
--   * every column holds the type it names (STRICT).
-- Times are epoch milliseconds. JSON is text. No parameters.

-- epoch: of the watermarks; fence, document_etag: the last numbers given out, never given twice.
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta (name, value) VALUES ('fence', 0), ('document_etag', 0);

-- `number` stands for the id in the tables below: short keys, and conversations of one day lie side by side.
CREATE TABLE conversation (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  etag INTEGER NOT NULL,
  head INTEGER NOT NULL,
  processed INTEGER NOT NULL,
  -- Seq of the newest accepted entry: nothing waits when processed has reached it.
  last_accepted INTEGER NOT NULL,
  -- Time of the oldest accepted entry that waits for its turn; null when none does.
  pending_since INTEGER,
  -- How often it was claimed since processed last moved on.
  pending_attempts INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER NOT NULL,
  shopper_id TEXT,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX conversation_pending ON conversation (pending_since, number)
  WHERE pending_since IS NOT NULL;

-- Appended only, so that the entries of one group commit share their pages.
CREATE TABLE entry (
  number INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL REFERENCES conversation (number),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  is_accepted INTEGER NOT NULL,
  kind TEXT NOT NULL,
  author_role TEXT NOT NULL,
  author_id TEXT NOT NULL,
  author_name TEXT,
  revision TEXT,
  -- Null once erased.
  body TEXT
) STRICT;
CREATE UNIQUE INDEX entry_order ON entry (conversation, seq);

-- key_hash is the SHA-256 of the kind of the call and its key. etag is null for an accepted message. body_hash is
-- null where none was given and once erased.
CREATE TABLE used_key (
  conversation INTEGER NOT NULL REFERENCES conversation (number),
  key_hash BLOB NOT NULL,
  seq INTEGER NOT NULL,
  etag INTEGER,
  body_hash TEXT,
  PRIMARY KEY (conversation, key_hash)
) STRICT, WITHOUT ROWID;

-- Who holds which piece of work. A row whose time has passed is still the last grant; the next grant replaces it.
CREATE TABLE lease (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  holder TEXT NOT NULL,
  fence INTEGER NOT NULL,
  until INTEGER NOT NULL,
  -- Of a claim from the queue, so that a repeated request finds its answer.
  request TEXT,
  PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX lease_request ON lease (kind, request) WHERE request IS NOT NULL;

-- `ticket` breaks the tie between two that came in the same millisecond.
CREATE TABLE handoff (
  ticket INTEGER PRIMARY KEY,
  conversation_id TEXT NOT NULL UNIQUE REFERENCES conversation (id),
  skill TEXT NOT NULL,
  priority INTEGER NOT NULL,
  waiting_since INTEGER NOT NULL
) STRICT;
CREATE INDEX handoff_order ON handoff (priority DESC, waiting_since, ticket);

CREATE TABLE timer (
  id TEXT PRIMARY KEY,
  due_at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX timer_due ON timer (due_at, id);

CREATE TABLE outbox (
  number INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  target TEXT NOT NULL,
  payload TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL DEFAULT 0,
  is_dead INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX outbox_open ON outbox (number) WHERE is_dead = 0;

CREATE TABLE document (
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  etag INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (collection, id)
) STRICT;

-- ANY keeps numbers numbers and text text; text compares byte by byte, which in UTF-8 is by code point.
CREATE TABLE document_index (
  collection TEXT NOT NULL,
  name TEXT NOT NULL,
  value ANY NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (collection, name, value, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_index_owner ON document_index (collection, id);

CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  details TEXT
) STRICT;

-- Filled and emptied again to learn whether there is space once more after a write has failed.
CREATE TABLE probe (filling BLOB NOT NULL) STRICT;
