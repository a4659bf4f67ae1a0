/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzDemoMoment:
 * @DZ_DEMO_MOMENT_SEND_EARLIER: a student sends a first photo that will be refused
 * @DZ_DEMO_MOMENT_REJECT_EARLIER: a reviewer refuses it
 * @DZ_DEMO_MOMENT_SEND: a student sends a photo
 */
typedef enum
{
  DZ_DEMO_MOMENT_SEND_EARLIER,
  DZ_DEMO_MOMENT_REJECT_EARLIER,
  DZ_DEMO_MOMENT_SEND,
} DzDemoMoment;

/**
 * DzDemoEvent:
 * @time_us: when
 * @moment: what
 * @submission: index in the demo school's plan
 *
 * Something that happened at the demo school.
 */
typedef struct
{
  gint64       time_us;
  DzDemoMoment moment;
  guint        submission;
} DzDemoEvent;

gint64  dz_demo_timeline_get_begin_us (gint64     now_us);
GArray *dz_demo_timeline_make         (guint32    seed,
                                       gint64     now_us,
                                       gboolean  *has_earlier,
                                       guint      n_submissions);

G_END_DECLS
