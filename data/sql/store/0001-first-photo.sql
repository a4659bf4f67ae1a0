-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: the first schema. It carries the way of one photo from the student's phone to a sealed
-- decision: who may send (schools, windows, students, bindings), what was sent (photos,
-- submissions), what the rules said (measurements, findings), who holds and who decided it (users,
-- sessions, leases, decisions, commands), what the student is told (messages), and the history of
-- all of it (entries).
--
-- Times are microseconds since 1970 UTC, issued by the table clock. Ids are 32 random hex digits.
-- Words for states, levels and the like are those of src/core. No rule of the trade stands here:
-- the triggers only keep the history from being rewritten.

-- The last time that was issued. One row; never runs back.
CREATE TABLE clock (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  last_us INTEGER NOT NULL
) STRICT;
INSERT INTO clock (id, last_us) VALUES (1, 0);

CREATE TABLE schools (
  code   TEXT PRIMARY KEY,
  name   TEXT NOT NULL,
  city   TEXT,
  folded TEXT NOT NULL           -- name as it is searched: NFKC, no spaces, brackets and case folded
) STRICT;

CREATE TABLE users (
  id            TEXT PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,   -- argon2id string
  roles         TEXT NOT NULL,   -- words joined by commas
  created_us    INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  token_hash  TEXT PRIMARY KEY,  -- SHA-256 of the token; the token itself is nowhere
  user_id     TEXT NOT NULL REFERENCES users (id),
  workstation TEXT NOT NULL,
  begun_us    INTEGER NOT NULL,
  expires_us  INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_expiry ON sessions (expires_us);

-- Refused sign-ins are counted here, so that guessing does not grow the history without bound.
-- user_id is '' for all names that nobody has: what was typed there may be a password.
CREATE TABLE refused_sign_ins (
  user_id  TEXT PRIMARY KEY,
  since_us INTEGER NOT NULL,     -- when the counting of ten minutes began
  uncounted INTEGER NOT NULL     -- refusals that no entry tells of yet
) STRICT;

CREATE TABLE windows (
  id              TEXT PRIMARY KEY,
  school_code     TEXT NOT NULL REFERENCES schools (code),
  levels          INTEGER NOT NULL, -- set of 1 << level
  identifier_kind TEXT NOT NULL,
  payer           TEXT NOT NULL,
  fee_fen         INTEGER NOT NULL,
  profile         TEXT NOT NULL,
  phone           TEXT,
  opens_us        INTEGER NOT NULL,
  upload_ends_us  INTEGER NOT NULL,
  retake_ends_us  INTEGER NOT NULL,
  payment_ends_us INTEGER NOT NULL,
  hold_s          INTEGER NOT NULL,
  attempts_max    INTEGER NOT NULL,
  retention_days  INTEGER NOT NULL,
  created_us      INTEGER NOT NULL
) STRICT;
CREATE INDEX windows_by_school ON windows (school_code, opens_us);

CREATE TABLE students (
  id           TEXT PRIMARY KEY,
  school_code  TEXT NOT NULL REFERENCES schools (code),
  level        TEXT NOT NULL,
  identifier   TEXT NOT NULL,
  name         TEXT NOT NULL,
  name_folded  TEXT NOT NULL,    -- as names are compared: NFKC, no spaces or dots, case folded
  alias        TEXT,
  alias_folded TEXT,
  id_number    TEXT,
  major        TEXT,
  UNIQUE (school_code, level, identifier)
) STRICT;
CREATE INDEX students_by_id_number ON students (school_code, id_number);

-- Which phone speaks for which student, by window.
CREATE TABLE bindings (
  window_id  TEXT NOT NULL REFERENCES windows (id),
  student_id TEXT NOT NULL REFERENCES students (id),
  identity   TEXT NOT NULL,      -- SHA-256 of the token that the phone keeps
  match      TEXT NOT NULL,      -- how the typed name fitted the record: same, spacing
  bound_us   INTEGER NOT NULL,   -- when it was verified last
  PRIMARY KEY (window_id, student_id),
  UNIQUE (window_id, identity)
) STRICT;
CREATE INDEX bindings_by_identity ON bindings (identity);

-- The bytes lie in files under their SHA-256; a row stands once the file is safe.
CREATE TABLE photos (
  sha256    TEXT PRIMARY KEY,
  bytes     INTEGER NOT NULL,
  stored_us INTEGER NOT NULL
) STRICT;

CREATE TABLE submissions (
  id            TEXT PRIMARY KEY,
  student_id    TEXT NOT NULL REFERENCES students (id),
  window_id     TEXT NOT NULL REFERENCES windows (id),
  attempt       INTEGER NOT NULL,
  photo         TEXT NOT NULL REFERENCES photos (sha256),
  identity      TEXT,            -- whose phone sent it; NULL where staff brought it
  state         TEXT NOT NULL,
  version       INTEGER NOT NULL,
  received_us   INTEGER NOT NULL,
  hold_until_us INTEGER NOT NULL DEFAULT 0,
  profile       TEXT,
  profile_hash  TEXT,
  decision_id   TEXT REFERENCES decisions (id),
  UNIQUE (student_id, window_id, attempt)
) STRICT;
CREATE INDEX submissions_by_state ON submissions (state, received_us, id);
CREATE INDEX submissions_by_photo ON submissions (photo);

CREATE TABLE measurements (
  submission_id TEXT PRIMARY KEY REFERENCES submissions (id),
  json          TEXT NOT NULL    -- dz_measurement_to_variant() as JSON
) STRICT;

CREATE TABLE findings (
  submission_id TEXT NOT NULL REFERENCES submissions (id),
  position      INTEGER NOT NULL,
  rule          TEXT NOT NULL,
  outcome       TEXT NOT NULL,
  authority     TEXT NOT NULL,
  internal      INTEGER NOT NULL,
  value         REAL,            -- NULL where there is no number
  text          TEXT,
  unit          TEXT NOT NULL,
  limit_text    TEXT NOT NULL,
  region_x      REAL NOT NULL,
  region_y      REAL NOT NULL,
  region_width  REAL NOT NULL,
  region_height REAL NOT NULL,
  reason        TEXT,
  why           TEXT,
  PRIMARY KEY (submission_id, position)
) STRICT;

-- Leases stay when they end: a late decision and the pause after a skip ask for them.
CREATE TABLE leases (
  id            TEXT PRIMARY KEY,
  submission_id TEXT NOT NULL REFERENCES submissions (id),
  user_id       TEXT NOT NULL REFERENCES users (id),
  workstation   TEXT NOT NULL,
  begun_us      INTEGER NOT NULL,
  expires_us    INTEGER NOT NULL,
  ended         TEXT,            -- expiry, release, skip, decide; NULL while it lasts
  ended_us      INTEGER
) STRICT;
CREATE UNIQUE INDEX leases_that_last ON leases (submission_id) WHERE ended IS NULL;
CREATE INDEX leases_by_expiry ON leases (expires_us) WHERE ended IS NULL;
CREATE INDEX leases_by_submission ON leases (submission_id, user_id);
CREATE INDEX leases_by_user ON leases (user_id) WHERE ended IS NULL;

CREATE TABLE decisions (
  id            TEXT PRIMARY KEY,
  submission_id TEXT NOT NULL REFERENCES submissions (id),
  lease_id      TEXT NOT NULL REFERENCES leases (id),
  user_id       TEXT NOT NULL REFERENCES users (id),
  verdict       TEXT NOT NULL,
  note          TEXT,
  internal_note TEXT,
  version       INTEGER NOT NULL, -- the version that was judged
  photo         TEXT NOT NULL,    -- the photo that was shown
  shown_ms      INTEGER NOT NULL,
  decided_us    INTEGER NOT NULL,
  undone_us     INTEGER,
  sealed_us     INTEGER
) STRICT;
CREATE INDEX decisions_by_submission ON decisions (submission_id);

CREATE TABLE decision_reasons (
  decision_id TEXT NOT NULL REFERENCES decisions (id),
  position    INTEGER NOT NULL,
  code        TEXT NOT NULL,
  PRIMARY KEY (decision_id, position)
) STRICT;

-- What was answered to a command, so that the same command is applied once and answered alike.
CREATE TABLE commands (
  id            TEXT PRIMARY KEY,
  body_hash     TEXT NOT NULL,
  user_id       TEXT NOT NULL REFERENCES users (id),
  submission_id TEXT NOT NULL REFERENCES submissions (id),
  kind          TEXT NOT NULL,
  conflict      INTEGER NOT NULL,
  state         TEXT NOT NULL,
  version       INTEGER NOT NULL,
  hold_until_us INTEGER NOT NULL,
  by_user_id    TEXT REFERENCES users (id),
  at_us         INTEGER NOT NULL,
  verdict       TEXT,
  answered_us   INTEGER NOT NULL
) STRICT;

CREATE TABLE messages (
  id            INTEGER PRIMARY KEY,
  student_id    TEXT NOT NULL REFERENCES students (id),
  submission_id TEXT NOT NULL REFERENCES submissions (id),
  kind          TEXT NOT NULL,
  text          TEXT NOT NULL,
  created_us    INTEGER NOT NULL
) STRICT;

-- The history: canonical bytes (src/store/dz-entry-bytes.c) chained by their SHA-256.
CREATE TABLE entries (
  seq   INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL,
  hash  BLOB NOT NULL
) STRICT;
CREATE TRIGGER entries_refuse_update BEFORE UPDATE ON entries
BEGIN SELECT RAISE (ABORT, 'the history is append-only'); END;
CREATE TRIGGER entries_refuse_delete BEFORE DELETE ON entries
BEGIN SELECT RAISE (ABORT, 'the history is append-only'); END;
-- INSERT OR REPLACE removes a row without asking the trigger above.
CREATE TRIGGER entries_refuse_replace BEFORE INSERT ON entries
WHEN EXISTS (SELECT 1 FROM entries WHERE seq = NEW.seq)
BEGIN SELECT RAISE (ABORT, 'the history is append-only'); END;

-- Where the history ends, so that a tail cut off is seen.
CREATE TABLE history_head (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  seq  INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT;
INSERT INTO history_head (id, seq, hash) VALUES (1, 0, zeroblob (32));

-- Personal values and details. A row may be erased, never changed; the chain keeps SHA-256 of
-- salt and value.
CREATE TABLE entry_details (
  seq   INTEGER PRIMARY KEY REFERENCES entries (seq),
  salt  BLOB NOT NULL CHECK (length (salt) = 16),
  value TEXT NOT NULL
) STRICT;
CREATE TRIGGER entry_details_refuse_update BEFORE UPDATE ON entry_details
BEGIN SELECT RAISE (ABORT, 'a detail may be erased, not changed'); END;

-- Derived from the canonical bytes, to find entries by who and what.
CREATE TABLE entry_index (
  seq     INTEGER PRIMARY KEY REFERENCES entries (seq),
  actor   TEXT NOT NULL,
  subject TEXT NOT NULL
) STRICT;
CREATE INDEX entry_index_by_actor ON entry_index (actor, seq);
CREATE INDEX entry_index_by_subject ON entry_index (subject, seq);
