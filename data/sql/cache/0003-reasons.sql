-- SPDX-License-Identifier: GPL-3.0-or-later
-- A desk that starts before its service answers should read old decisions in the right words: the
-- reasons for refusing stand here as the service said them last.
CREATE TABLE reasons (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  body TEXT NOT NULL
) STRICT;
