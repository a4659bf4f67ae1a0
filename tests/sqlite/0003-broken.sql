-- SPDX-License-Identifier: GPL-3.0-or-later
-- Fails half way, to show that nothing of it stays.
CREATE TABLE halfway (x INTEGER) STRICT;
INSERT INTO no_such_table VALUES (1);
