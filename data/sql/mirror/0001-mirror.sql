-- SPDX-License-Identifier: GPL-3.0-or-later
-- A desk's copy of a service's history: entries to the byte, so that a service that changes what is
-- past is found out, and what they can be found by, so that any of them is found at once. It holds
-- ids and no name.
CREATE TABLE mirror (
  only    INTEGER PRIMARY KEY CHECK (only = 1),
  service BLOB NOT NULL,          -- random id of the service's data
  epoch   INTEGER NOT NULL,       -- of the last entry
  seq     INTEGER NOT NULL,       -- these three: the last entry
  time_us INTEGER NOT NULL,
  hash    BLOB NOT NULL,
  aspects BLOB NOT NULL           -- running hash of all aspects up to it
) STRICT;

CREATE TABLE entries (
  seq     INTEGER PRIMARY KEY,
  bytes   BLOB NOT NULL,
  aspects BLOB NOT NULL
) STRICT;

-- What an entry is found by: who, action, outcome, reason, school, window, flag.
CREATE TABLE words (
  id        INTEGER PRIMARY KEY,
  dimension INTEGER NOT NULL,
  text      TEXT NOT NULL
) STRICT;

-- Which entries of a block of 65536 have a word: word · 2^24 + block → a bitmap. A row's own sum
-- keeps a damaged one from telling a wrong number.
CREATE TABLE postings (
  id     INTEGER PRIMARY KEY,
  n      INTEGER NOT NULL,
  sum    INTEGER NOT NULL,
  bitmap BLOB NOT NULL
) STRICT;

-- Ids of students and submissions are too many to be words. By block, so that new entries touch
-- only the end of it.
CREATE TABLE subjects (
  block INTEGER NOT NULL,
  hash  INTEGER NOT NULL,
  seq   INTEGER NOT NULL,
  PRIMARY KEY (block, hash, seq)
) STRICT, WITHOUT ROWID;

-- Keys that may sign heads: the first was pinned at a sign-in, each other was announced by an entry
-- and is believed once the key before it has signed that entry.
CREATE TABLE keys (
  id        INTEGER PRIMARY KEY,
  key       BLOB NOT NULL,
  since_seq INTEGER NOT NULL,
  until_seq INTEGER,              -- NULL for the present one
  believed  INTEGER NOT NULL
) STRICT;

-- Heads that were signed: a history must pass through each of them.
CREATE TABLE heads (
  epoch     INTEGER NOT NULL,
  seq       INTEGER NOT NULL,
  hash      BLOB NOT NULL,
  time_us   INTEGER NOT NULL,
  key       BLOB NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (epoch, seq)
) STRICT, WITHOUT ROWID;

-- Where epochs began: the service was restored from a backup and said so.
CREATE TABLE epochs (
  epoch     INTEGER PRIMARY KEY,
  first_seq INTEGER NOT NULL
) STRICT;

-- What this desk had seen and the restored service no longer has: kept, beside the history.
CREATE TABLE tails (
  epoch         INTEGER PRIMARY KEY, -- the one that left it behind
  base_seq      INTEGER NOT NULL,    -- these four: the last entry that both have
  base_time_us  INTEGER NOT NULL,
  base_hash     BLOB NOT NULL,
  base_aspects  BLOB NOT NULL,
  ended_seq     INTEGER NOT NULL,    -- these three: where this desk was
  ended_hash    BLOB NOT NULL,
  ended_aspects BLOB NOT NULL,
  noted_us      INTEGER NOT NULL
) STRICT;

CREATE TABLE tail_entries (
  epoch   INTEGER NOT NULL,
  seq     INTEGER NOT NULL,
  bytes   BLOB NOT NULL,
  aspects BLOB NOT NULL,
  PRIMARY KEY (epoch, seq)
) STRICT, WITHOUT ROWID;
