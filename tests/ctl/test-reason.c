/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <string.h>

/* Reasons, in a data directory and at a service. */

#define WORDS "--label-zh", "戴口罩", "--label-en", "Mask", "--zh", "请摘下口罩。", \
              "--en", "Please take off the mask."

static void
set_up (Fixture      *self,
        gconstpointer user_data)
{
  g_autoptr(Run) school = NULL;

  fixture_set_up (self, user_data);
  school = fixture_run (self, NULL, "school", "add", "99999", "对照大学", "--data", self->data, NULL);
  run_assert (school, 0, NULL, "");
}

static void
test_data (Fixture      *self,
           gconstpointer user_data)
{
#define HERE "--data", self->data, NULL
  g_autoptr(Run) list = fixture_run (self, NULL, "reason", "list", HERE);
  g_autoptr(Run) add = fixture_run (self, NULL, "reason", "add", "mask", WORDS, "--rules",
                                    "MOUTH-01", HERE);
  g_autoptr(Run) again = fixture_run (self, NULL, "reason", "add", "mask", HERE);
  g_autoptr(Run) other = fixture_run (self, NULL, "reason", "add", "mask", "--zh",
                                      "请摘下口罩后重拍。", HERE);
  g_autoptr(Run) retire = fixture_run (self, NULL, "reason", "retire", "ears", HERE);
  g_autoptr(Run) gone = fixture_run (self, NULL, "reason", "retire", "ears", HERE);
  g_autoptr(Run) current = fixture_run (self, NULL, "reason", "list", HERE);
  g_autoptr(Run) all = fixture_run (self, NULL, "reason", "list", "--all", HERE);
  g_autoptr(Run) history = fixture_run (self, NULL, "audit", "list", "--json", HERE);

  run_assert (list, 0, "ears@1  未露双耳  Ears covered\n", "");
  run_assert (add, 0, "mask@1  戴口罩  Mask\n", "");
  g_assert_nonnull (strstr (add->out, "MOUTH-01"));
  run_assert (again, 1, "", "already");
  run_assert (other, 0, "mask@2  戴口罩  Mask\n  请摘下口罩后重拍。\n", "");
  g_assert_nonnull (strstr (other->out, "MOUTH-01"));
  run_assert (retire, 0, "ears is given no more", "");
  run_assert (gone, 1, "", "ears");
  run_assert (current, 0, "mask@2", "");
  g_assert_null (strstr (current->out, "mask@1"));
  g_assert_null (strstr (current->out, "ears@1"));
  run_assert (all, 0, "mask@1", "");
  g_assert_nonnull (strstr (all->out, "ears@1"));
  run_assert (history, 0, "reason-retire", "");
  g_assert_nonnull (strstr (history->out, "请摘下口罩后重拍。"));
}

static void
test_bad (Fixture      *self,
          gconstpointer user_data)
{
  static const struct
  {
    const char *words[13];
    int         status;
    const char *says;
  } bad[] = {
    { { "add" }, 2, "missing" },
    { { "add", "mask", "--zh", "请摘下口罩。" }, 2, "--label-zh" },
    { { "add", "Mask", WORDS }, 1, "small letters" },
    { { "add", "mask", "--rules", "NONE-99", WORDS }, 1, "NONE-99" },
    { { "add", "mouth", "--zh", "[请" }, 1, "sentence" },
    { { "retire" }, 2, "missing" },
    { { "retire", "none" }, 1, "none" },
    { { "list", "mouth" }, 2, "mouth" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *const *w = bad[i].words;
      g_autoptr(Run) run = fixture_run (self, NULL, "reason", w[0], "--data", self->data, w[1],
                                        w[2], w[3], w[4], w[5], w[6], w[7], w[8], w[9], w[10],
                                        w[11], w[12],
                                        NULL);

      g_test_message ("%u", i);
      run_assert (run, bad[i].status, "", bad[i].says);
    }
}

static void
test_service (Fixture      *self,
              gconstpointer user_data)
{
  g_autoptr(Run) add = NULL;
  g_autoptr(Run) list = NULL;
  g_autoptr(Run) retire = NULL;

#define AT_SERVICE "--service", self->staff, "--name", "admin", NULL
  fixture_add_admin (self);
  fixture_start_service (self);
  add = fixture_run (self, NULL, "reason", "add", "mask", WORDS, AT_SERVICE);
  list = fixture_run (self, NULL, "reason", "list", AT_SERVICE);
  retire = fixture_run (self, NULL, "reason", "retire", "mask", AT_SERVICE);
  run_assert (add, 0, "mask@1", "");
  run_assert (list, 0, "mask@1  戴口罩  Mask\n", "");
  run_assert (retire, 0, "mask is given no more", "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, fixture_tear_down)
  ADD ("/ctl/reason/data", test_data);
  ADD ("/ctl/reason/bad", test_bad);
  ADD ("/ctl/reason/service", test_service);
  return g_test_run ();
}
