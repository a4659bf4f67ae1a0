-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: a command that somebody else forestalled, or that the service refused, was told once and
-- forgotten. It is listed until its person has adopted what the other did, or contests it. Like the
-- outbox it holds no name and no number of a student.
CREATE TABLE conflicts (
  command    TEXT PRIMARY KEY,    -- its row in the outbox may be forgotten before it
  user       TEXT NOT NULL,
  submission TEXT NOT NULL,
  body       TEXT NOT NULL,       -- the command as it was sent
  refused    TEXT,                -- the service's sentence; NULL where somebody was there first
  state      TEXT,                -- these five: what the service answered; NULL where it refused
  version    INTEGER NOT NULL,
  by_name    TEXT,
  at_us      INTEGER NOT NULL,
  verdict    TEXT,
  noted_us   INTEGER NOT NULL,
  ending     TEXT,                -- adopted, contested, retaken; NULL while it is listed
  ended_us   INTEGER
) STRICT;

CREATE INDEX conflicts_listed ON conflicts (user, noted_us) WHERE ending IS NULL;

-- Who signed in here, so that the next one can be told for whom commands wait.
CREATE TABLE people (
  id   TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;
