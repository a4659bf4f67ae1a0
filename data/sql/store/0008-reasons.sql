-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: what a student is told belongs to the people who tell it. Reasons are data: supervisors add
-- and retire them, other words are another version, and a version never changes, so that an old
-- decision reads as it was. The program fills the table when it opens it.

CREATE TABLE reasons (
  code       TEXT NOT NULL,
  version    INTEGER NOT NULL,   -- 1 for the first of its code
  position   INTEGER NOT NULL,   -- in the list, the same for every version of a code
  rules      TEXT NOT NULL,      -- the rules it answers, separated by spaces
  label_zh   TEXT NOT NULL,
  label_en   TEXT NOT NULL,
  zh         TEXT NOT NULL,
  en         TEXT NOT NULL,
  needs_note INTEGER NOT NULL,
  made_by    TEXT NOT NULL,      -- user id, service, or program
  since_us   INTEGER NOT NULL,   -- 0 where the program brought it
  retired_by TEXT,
  retired_us INTEGER,            -- NULL while it can be given
  PRIMARY KEY (code, version)
) STRICT;
CREATE UNIQUE INDEX reasons_that_stand ON reasons (code) WHERE retired_us IS NULL;

-- Until now there was one version of each.
ALTER TABLE decision_reasons ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- 0 where a refusal is final: the student sends no other photo in that window.
ALTER TABLE decisions ADD COLUMN retake INTEGER NOT NULL DEFAULT 1;
