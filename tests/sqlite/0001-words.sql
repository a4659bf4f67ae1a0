-- SPDX-License-Identifier: GPL-3.0-or-later
-- A first form of a table, to be changed by later steps.
CREATE TABLE words (word TEXT NOT NULL) STRICT;
