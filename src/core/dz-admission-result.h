/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzAdmissionResult:
 * @DZ_ADMISSION_RESULT_ADDED: the student had none
 * @DZ_ADMISSION_RESULT_REPLACED: the student had another one
 * @DZ_ADMISSION_RESULT_SAME: the student had this one
 * @DZ_ADMISSION_RESULT_UNKNOWN_STUDENT: no student of the school and level has this name
 * @DZ_ADMISSION_RESULT_SEVERAL_STUDENTS: several students have it
 * @DZ_ADMISSION_RESULT_SECOND_PHOTO: this import brought another photo of the student before
 * @DZ_ADMISSION_RESULT_NOT_JPEG: the bytes are no JPEG
 * @DZ_ADMISSION_RESULT_UNREADABLE: the bytes begin as a JPEG and cannot be decoded
 * @DZ_ADMISSION_RESULT_CUT_SHORT: its end is missing
 *
 * What became of a file that was brought as an admission photo. It was kept where it was added,
 * replaced or the same.
 */
typedef enum
{
  DZ_ADMISSION_RESULT_ADDED,
  DZ_ADMISSION_RESULT_REPLACED,
  DZ_ADMISSION_RESULT_SAME,
  DZ_ADMISSION_RESULT_UNKNOWN_STUDENT,
  DZ_ADMISSION_RESULT_SEVERAL_STUDENTS,
  DZ_ADMISSION_RESULT_SECOND_PHOTO,
  DZ_ADMISSION_RESULT_NOT_JPEG,
  DZ_ADMISSION_RESULT_UNREADABLE,
  DZ_ADMISSION_RESULT_CUT_SHORT,
} DzAdmissionResult;

const char *dz_admission_result_to_nick (DzAdmissionResult result);
gboolean dz_admission_result_from_nick (const char *nick, DzAdmissionResult *result);

G_END_DECLS
