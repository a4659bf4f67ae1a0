-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: a school may bring the photos that its students were admitted with. Each stands beside what
-- the student sends, and goes with the student's record.

-- One import of a folder of them, from its begin to its end.
CREATE TABLE admission_imports (
  id          TEXT PRIMARY KEY,
  school_code TEXT NOT NULL REFERENCES schools (code),
  level       TEXT NOT NULL,
  key         TEXT NOT NULL,      -- by what the files are named: identifier, id-number
  actor       TEXT NOT NULL,
  begun_us    INTEGER NOT NULL,
  added       INTEGER NOT NULL DEFAULT 0,
  replaced    INTEGER NOT NULL DEFAULT 0,
  same        INTEGER NOT NULL DEFAULT 0,
  ended_us    INTEGER             -- NULL while it lasts
) STRICT;
CREATE INDEX admission_imports_open ON admission_imports (school_code) WHERE ended_us IS NULL;

CREATE TABLE admission_photos (
  student_id TEXT PRIMARY KEY REFERENCES students (id) ON DELETE CASCADE,
  photo      TEXT NOT NULL REFERENCES photos (sha256),
  face       TEXT NOT NULL,       -- dz_measurement_to_variant() as JSON: its size, and where the face is
  import_id  TEXT NOT NULL REFERENCES admission_imports (id), -- the last one that brought it
  stored_us  INTEGER NOT NULL
) STRICT;
CREATE INDEX admission_photos_by_photo ON admission_photos (photo);
