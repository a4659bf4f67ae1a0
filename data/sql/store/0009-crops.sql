-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: an approval covers the very picture that is delivered, not only the photo it is made of.

CREATE TABLE decision_crops (
  decision_id   TEXT NOT NULL PRIMARY KEY REFERENCES decisions (id),
  x             INTEGER NOT NULL,  -- px of the upright photo, after its turn about its middle
  y             INTEGER NOT NULL,
  width         INTEGER NOT NULL,
  height        INTEGER NOT NULL,
  rotation      REAL NOT NULL,     -- of the photo, degrees clockwise
  output_width  INTEGER NOT NULL,  -- of the picture that is delivered, px
  output_height INTEGER NOT NULL,
  rendering     INTEGER NOT NULL   -- how it is made
) STRICT;
