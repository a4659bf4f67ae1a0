/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-demo-submission.h"
#include "dz-roster-row.h"
#include "dz-school.h"
#include "dz-student.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define DZ_DEMO_SCHOOL_N_STUDENTS 60

/**
 * DzDemoSchool:
 *
 * A school with a roster and what its students send, all made up from one seed: the same seed gives
 * the same names, numbers and photos, to the byte.
 */
#define DZ_TYPE_DEMO_SCHOOL (dz_demo_school_get_type ())
G_DECLARE_FINAL_TYPE (DzDemoSchool, dz_demo_school, DZ, DEMO_SCHOOL, GObject)

DzDemoSchool     *dz_demo_school_new               (guint32         seed);
const DzSchool   *dz_demo_school_get_school        (DzDemoSchool   *self);
DzLevel           dz_demo_school_get_level         (DzDemoSchool   *self);
guint             dz_demo_school_get_n_students    (DzDemoSchool   *self);
const DzStudent  *dz_demo_school_get_student       (DzDemoSchool   *self,
                                                    guint           i);
GPtrArray        *dz_demo_school_dup_roster        (DzDemoSchool   *self);
guint             dz_demo_school_get_n_submissions (DzDemoSchool   *self);
DzDemoSubmission *dz_demo_school_dup_submission    (DzDemoSchool   *self,
                                                    guint           i,
                                                    GError        **error);

G_END_DECLS
