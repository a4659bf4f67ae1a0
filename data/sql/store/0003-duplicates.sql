-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: a photo is compared with others. Its hashes find those that look alike, its sharpness and
-- the detail of its skin have a rank among the photos of its window, and what was found is kept
-- with it. The same picture of two students is a supervisor's matter: what is not in effect yet is
-- set apart, and what is raises a task.

-- What of a measurement is compared with others', in the order in which photos were examined: who
-- keeps hashes in memory asks for those after the last one it knows.
CREATE TABLE traits (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  submission_id TEXT NOT NULL UNIQUE REFERENCES submissions (id),
  window_id     TEXT NOT NULL REFERENCES windows (id),
  schema        INTEGER NOT NULL, -- of the measurement; 1 had no hashes
  searched      INTEGER NOT NULL, -- 1 where duplicates were searched for
  whole         BLOB CHECK (length (whole) = 32), -- PDQ of the picture; NULL where there is none
  whole_detail  REAL,             -- its quality, 0 to 100
  face          BLOB CHECK (length (face) = 32),
  face_detail   REAL,
  sharpness     REAL,
  skin_detail   REAL
) STRICT;
CREATE INDEX traits_by_whole ON traits (whole) WHERE whole IS NOT NULL;
CREATE INDEX traits_by_sharpness ON traits (window_id, sharpness) WHERE sharpness IS NOT NULL;
CREATE INDEX traits_by_skin ON traits (window_id, skin_detail) WHERE skin_detail IS NOT NULL;
CREATE INDEX traits_without_hashes ON traits (window_id) WHERE schema = 1;

-- Photos of the first schema were measured without hashes: they are found by their bytes alone, and
-- a search among them says so.
INSERT INTO traits (submission_id, window_id, schema, searched)
  SELECT submissions.id, submissions.window_id, 1, 0
  FROM measurements JOIN submissions ON submissions.id = measurements.submission_id
  ORDER BY submissions.received_us, submissions.id;

-- SHA-256 of the decoded pixels, once it was asked whether another photo shows the same, and by
-- which measurer: another decoder may round otherwise.
ALTER TABLE photos ADD COLUMN pixels TEXT;
ALTER TABLE photos ADD COLUMN pixels_by TEXT;

-- What was found when a submission was examined. The other was there before it.
CREATE TABLE twins (
  submission_id TEXT NOT NULL REFERENCES submissions (id),
  other_id      TEXT NOT NULL REFERENCES submissions (id),
  kind          TEXT NOT NULL,    -- bytes, pixels, alike
  form          TEXT NOT NULL,    -- what was done to the other's photo to make this one's
  by_face       INTEGER NOT NULL,
  distance      INTEGER NOT NULL,
  found_us      INTEGER NOT NULL,
  PRIMARY KEY (submission_id, other_id)
) STRICT;
CREATE INDEX twins_by_other ON twins (other_id);

CREATE TABLE tasks (
  id            TEXT PRIMARY KEY,
  kind          TEXT NOT NULL,
  submission_id TEXT NOT NULL REFERENCES submissions (id),
  other_id      TEXT NOT NULL REFERENCES submissions (id),
  raised_us     INTEGER NOT NULL,
  done_us       INTEGER,          -- NULL while it waits
  done_by       TEXT REFERENCES users (id),
  UNIQUE (kind, submission_id, other_id)
) STRICT;
CREATE INDEX tasks_that_wait ON tasks (raised_us) WHERE done_us IS NULL;

-- Whence a submission was leased, and where it goes back to: a supervisor takes what was set apart.
ALTER TABLE leases ADD COLUMN from_state TEXT NOT NULL DEFAULT 'pending';

-- Why the program took a decision back; NULL where a person did.
ALTER TABLE decisions ADD COLUMN undone_why TEXT;
