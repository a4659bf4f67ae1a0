/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DZ_DEMO_SEED_USER "demo"
#define DZ_DEMO_SEED_REVIEWER "reviewer"
#define DZ_DEMO_SEED_PHONE "010-58691620"
#define DZ_DEMO_SEED_FEE_FEN 3000

/**
 * DzDemoSeedProgress:
 * @done: steps that are done
 * @total: steps there are
 * @user_data: given with it
 */
typedef void (*DzDemoSeedProgress) (guint    done,
                                    guint    total,
                                    gpointer user_data);

/**
 * DzDemoSeedResult:
 * @school_name: name of the school
 * @n_students: students in its roster
 * @n_photos: photos that came, first attempts included
 * @n_refused: those of them that were refused at upload
 * @demo_password: of the user who may do everything
 * @reviewer_password: of the reviewer
 *
 * What a demo was filled with.
 */
typedef struct
{
  char *school_name;
  guint n_students;
  guint n_photos;
  guint n_refused;
  char *demo_password;
  char *reviewer_password;
} DzDemoSeedResult;

void     dz_demo_seed_result_clear (DzDemoSeedResult   *self);
gboolean dz_demo_seed_run          (const char         *data_dir,
                                    guint32             seed,
                                    DzDemoSeedProgress  progress,
                                    gpointer            user_data,
                                    DzDemoSeedResult   *result,
                                    GError            **error);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzDemoSeedResult, dz_demo_seed_result_clear)

G_END_DECLS
