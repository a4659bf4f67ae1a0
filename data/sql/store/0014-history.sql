-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: a history that a supervisor can trust is signed, can be found in by school, window and
-- reason, and says from which program somebody worked.
--
-- Nothing that is there is written anew: years of entries would be millions of rows in one breath.
-- Entries from before this step get their aspects in small steps later (dz-store-aspects.c).

-- Whose history it is. One row.
CREATE TABLE service (
  id             INTEGER PRIMARY KEY CHECK (id = 1),
  service        BLOB NOT NULL CHECK (length (service) = 16), -- random id of this data
  epoch          INTEGER NOT NULL,  -- 1, and one more for each restore from a backup
  key            BLOB CHECK (length (key) = 32), -- public half of history.key; NULL before it is made
  aspects_since  INTEGER NOT NULL,  -- the first entry that was written with its aspects
  aspects_filled INTEGER NOT NULL   -- of those before: so far they have theirs by now
) STRICT;
INSERT INTO service (id, service, epoch, key, aspects_since, aspects_filled)
  SELECT 1, randomblob (16), 1, NULL, seq + 1, 0 FROM history_head;

-- Where the history ended at a time, signed (src/chain/dz-signed-head.c).
CREATE TABLE signed_heads (
  id        INTEGER PRIMARY KEY,
  epoch     INTEGER NOT NULL,
  seq       INTEGER NOT NULL,
  hash      BLOB NOT NULL CHECK (length (hash) = 32),
  time_us   INTEGER NOT NULL,
  key       BLOB NOT NULL CHECK (length (key) = 32),
  signature BLOB NOT NULL CHECK (length (signature) = 64),
  rotates   INTEGER NOT NULL -- whether its last entry names the key after this one
) STRICT;
CREATE INDEX signed_heads_that_rotate ON signed_heads (id) WHERE rotates = 1;
CREATE TRIGGER signed_heads_refuse_update BEFORE UPDATE ON signed_heads
BEGIN SELECT RAISE (ABORT, 'signed heads are kept as they are'); END;
CREATE TRIGGER signed_heads_refuse_delete BEFORE DELETE ON signed_heads
BEGIN SELECT RAISE (ABORT, 'signed heads are kept as they are'); END;

-- Every restore from a backup, and the head that was lost with it.
CREATE TABLE epochs (
  epoch INTEGER PRIMARY KEY,
  seq   INTEGER NOT NULL REFERENCES entries (seq), -- the entry that began it
  head  TEXT NOT NULL                              -- the kept head, as JSON
) STRICT;

-- What an entry is found by (src/chain/dz-entry-aspects.c). No row where there is nothing.
CREATE TABLE entry_aspects (
  seq   INTEGER PRIMARY KEY REFERENCES entries (seq),
  bytes BLOB NOT NULL
) STRICT;

-- The limits that photos were judged by, as they were then, kept at their first use.
CREATE TABLE profiles (
  hash     TEXT PRIMARY KEY,
  json     TEXT NOT NULL,
  since_us INTEGER NOT NULL
) STRICT;

-- Which program with which version signed in; '' where it did not say.
ALTER TABLE sessions ADD COLUMN program TEXT NOT NULL DEFAULT '';
