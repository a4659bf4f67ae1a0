/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-school.h"

#include "dz-test-service.h"
#include "dz-test-wait.h"

/* "reviewer reviews; the password is 4vr6-apw5-zw7a" */
static void
read_person (const char  *said,
             const char  *what,
             char       **name,
             char       **password)
{
  g_autofree char *pattern = g_strdup_printf ("^(\\S+) %s; the password is (\\S+)$", what);
  g_autoptr(GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  if (!g_regex_match (regex, said, 0, &match))
    g_error ("nobody %s in: %s", what, said);
  *name = g_match_info_fetch (match, 1);
  *password = g_match_info_fetch (match, 2);
}

/* Its words are English, whatever the language that is looked at. */
DzTestSchool *
dz_test_school_new (void)
{
  DzTestSchool *self = g_new0 (DzTestSchool, 1);
  const char *argv[] = { "env", "LANGUAGE=en", g_getenv ("DZ_CTL"), "demo", "seed", "--data", NULL,
                         NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *said = NULL;

  self->data = g_dir_make_tmp ("duizhao-school-XXXXXX", &error);
  g_assert_no_error (error);
  argv[6] = self->data;
  said = dz_test_run (argv, NULL, 0);
  read_person (said, "reviews", &self->reviewer, &self->password);
  read_person (said, "may do everything", &self->head, &self->head_password);
  return self;
}

void
dz_test_school_free (DzTestSchool *self)
{
  dz_test_remove_tree (self->data);
  g_free (self->data);
  g_free (self->reviewer);
  g_free (self->password);
  g_free (self->head);
  g_free (self->head_password);
  g_free (self);
}

char *
dz_test_school_list_history (DzTestSchool *self,
                             const char   *url,
                             const char   *how)
{
  const char *const argv[] = { g_getenv ("DZ_CTL"), "audit", "list", "--service", url, "--name",
                               self->head, "--limit", "1000", how, NULL };

  g_setenv ("DUIZHAO_PASSWORD", self->head_password, TRUE);
  return dz_test_run (argv, NULL, 0);
}
