-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: a photo may be approved against a rule that fails, and then the history must say why: for
-- this photo alone (an override) or for the student from now on (a waiver). A reviewer may move a
-- line that the program drew wrong; what the rules say of the moved line is kept beside what they
-- said of the measured one, under the decision, so that taking the decision back brings the
-- measured one back.

CREATE TABLE decision_overrides (
  decision_id TEXT NOT NULL REFERENCES decisions (id),
  rule        TEXT NOT NULL,
  position    INTEGER NOT NULL,
  waiver      INTEGER NOT NULL,  -- 1 where it was made a waiver of the student's
  reason      TEXT NOT NULL,
  PRIMARY KEY (decision_id, rule)
) STRICT;

CREATE TABLE decision_corrections (
  decision_id TEXT NOT NULL REFERENCES decisions (id),
  line        TEXT NOT NULL,     -- crown, eye, chin
  measured    REAL,              -- px of the upright photo; NULL where it was not measured
  corrected   REAL NOT NULL,
  PRIMARY KEY (decision_id, line)
) STRICT;

-- What the corrected lines make of findings; it stands in their place while the decision does.
CREATE TABLE decision_findings (
  decision_id   TEXT NOT NULL REFERENCES decisions (id),
  position      INTEGER NOT NULL,
  rule          TEXT NOT NULL,
  outcome       TEXT NOT NULL,
  authority     TEXT NOT NULL,
  internal      INTEGER NOT NULL,
  value         REAL,
  text          TEXT,
  unit          TEXT NOT NULL,
  limit_text    TEXT NOT NULL,
  region_x      REAL NOT NULL,
  region_y      REAL NOT NULL,
  region_width  REAL NOT NULL,
  region_height REAL NOT NULL,
  reason        TEXT,
  why           TEXT,
  PRIMARY KEY (decision_id, position)
) STRICT;

CREATE TABLE waivers (
  id           TEXT PRIMARY KEY,
  student_id   TEXT NOT NULL REFERENCES students (id),
  rule         TEXT NOT NULL,
  reason       TEXT NOT NULL,
  granted_by   TEXT NOT NULL,    -- user id, or service
  granted_us   INTEGER NOT NULL,
  decision_id  TEXT REFERENCES decisions (id), -- the approval that granted it, if one did
  withdrawn_by TEXT,
  withdrawn_us INTEGER           -- NULL while it stands
) STRICT;
CREATE UNIQUE INDEX waivers_that_stand ON waivers (student_id, rule) WHERE withdrawn_us IS NULL;
CREATE INDEX waivers_by_decision ON waivers (decision_id) WHERE decision_id IS NOT NULL;
