/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-id-number.h"

G_BEGIN_DECLS

/**
 * DzRecordMatch:
 * @DZ_RECORD_MATCH_SAME: key and name are the record's
 * @DZ_RECORD_MATCH_SPACING: they differ by spaces or a blank field only
 * @DZ_RECORD_MATCH_DIFFERENT: they are another student's
 *
 * How what came with a photo fits the student's record.
 */
typedef enum
{
  DZ_RECORD_MATCH_SAME,
  DZ_RECORD_MATCH_SPACING,
  DZ_RECORD_MATCH_DIFFERENT,
} DzRecordMatch;

/**
 * DzRegister:
 * @identifier_records: students of the window who have this identifier; 1 is right
 * @id_check: what GB 11643 says of the record's ID number
 * @id_number_records: students of the window who have the same whole ID number; 0 where there is
 *   none, 1 is right
 * @identity_students: students whom this sender (one WeChat identity) is bound to in the window;
 *   0 where staff brought the photo, 1 is right
 * @identity_changed: whether an administrator has unbound an earlier sender
 * @match: how key and name fit the record
 *
 * What the register knows about a submission, for the rules of the family REC.
 */
typedef struct
{
  guint           identifier_records;
  DzIdNumberCheck id_check;
  guint           id_number_records;
  guint           identity_students;
  gboolean        identity_changed;
  DzRecordMatch   match;
} DzRegister;

#define DZ_REGISTER_CLEAN { 1, DZ_ID_NUMBER_ABSENT, 0, 1, FALSE, DZ_RECORD_MATCH_SAME }

G_END_DECLS
