/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <string.h>

static const char *const subcommands[] = {
  "check", "profile list", "profile validate", "profile diff", "profile replay", "school list",
  "school add", "school policy", "roster import", "window open", "window list", "user add",
  "waiver list", "waiver grant", "waiver revoke", "deliver note", "task list", "task finish",
  "audit verify", "audit list", "demo seed",
};

static void
test_help_of_each (Fixture      *self,
                   gconstpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (subcommands); i++)
    {
      g_auto(GStrv) words = g_strsplit (subcommands[i], " ", 2);
      g_autoptr(Run) run = words[1] != NULL
                             ? fixture_run (self, NULL, words[0], words[1], "--help", NULL)
                             : fixture_run (self, NULL, words[0], "--help", NULL);
      g_autofree char *name = g_strconcat ("duizhaoctl ", subcommands[i], " ", NULL);

      run_assert (run, 0, name, "");
      g_assert_nonnull (strstr (run->out, "--help"));
    }
}

static void
test_help_lists_all (Fixture      *self,
                     gconstpointer user_data)
{
  g_autoptr(Run) all = fixture_run (self, NULL, "--help", NULL);
  g_autoptr(Run) group = fixture_run (self, NULL, "school", "--help", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (subcommands); i++)
    run_assert (all, 0, subcommands[i], "");
  run_assert (group, 0, "school add", "");
  g_assert_null (strstr (group->out, "roster"));
}

static void
test_version (Fixture      *self,
              gconstpointer user_data)
{
  g_autoptr(Run) run = fixture_run (self, NULL, "--version", NULL);

  run_assert (run, 0, "duizhaoctl 0.", "");
}

/* Each of these is a wrong use: exit 2, one line on stderr, nothing on stdout, nothing made. */
static const struct
{
  const char *words;
  const char *in_err;
} misuses[] = {
  { "fly", "no such subcommand" },
  { "school fly", "no such subcommand" },
  { "check", "at least one file" },
  { "check --fly x.jpg", "--fly" },
  { "check --profile /nowhere/x.json x.jpg", "/nowhere/x.json" },
  { "profile fly", "no such subcommand" },
  { "profile list x", "too much" },
  { "profile validate", "at least one file" },
  { "profile diff graduate-2022", "missing" },
  { "profile diff graduate-2022 /nowhere/x.json", "/nowhere/x.json" },
  { "profile replay --since 2022-05-09", "missing" },
  { "profile replay graduate-99", "--since" },
  { "profile replay graduate-99 --since 2022-5-9", "2022-5-9" },
  { "profile replay graduate-99 --since 2022-05-09 --service http://127.0.0.1:1", "--name" },
  { "school add 99999", "missing" },
  { "school add 99999 A B", "too much" },
  { "school policy", "missing" },
  { "school policy 11414 --sheet perhaps", "--sheet" },
  { "school list --limit 0", "--limit" },
  { "school list --service http://127.0.0.1:1", "--name" },
  { "school list --name x", "--service" },
  { "school list --service http://127.0.0.1:1 --name x --data y", "not both" },
  { "roster import x.csv", "--school" },
  { "roster import --school 11414", "missing" },
  { "roster import x.csv --school 11414 --level fly", "fly" },
  { "window open --school 11414", "--levels" },
  { "window open --school 11414 --levels fly --opens 2022-05-09 --ends 2022-05-14", "fly" },
  { "window open --school 11414 --levels master --opens 2022-5-9 --ends 2022-05-14", "--opens" },
  { "window open --school 11414 --levels master --opens 2022-05-09 --ends 2022-02-30", "--ends" },
  { "window open --school 11414 --levels master --opens 2022-05-09 --ends 2022-05-14 --fee-yuan 3x",
    "3x" },
  { "window open --school 11414 --levels master --opens 2022-05-09 --ends 2022-05-14 --fee-yuan 30",
    "--payer" },
  { "window open --school 11414 --levels master --opens 2022-05-09 --ends 2022-05-14 --payer me",
    "--payer" },
  { "window open --school 11414 --levels master --opens 2022-05-09 --ends 2022-05-14 --profile no",
    "graduate-2022" },
  { "window open --school 11414 --levels master --opens 2022-05-09 --ends 2022-05-14 --attempts 0",
    "--attempts" },
  { "window list", "--school" },
  { "deliver fly", "no such subcommand" },
  { "deliver note", "missing" },
  { "deliver note a b", "too much" },
  { "deliver note a --fly", "--fly" },
  { "user add x", "--roles" },
  { "user add x --roles king", "--roles" },
  { "user add x --roles reviewer --password-stdin", "no password on stdin" },
  { "audit list --from 0", "--from" },
  { "audit verify now", "now" },
  { "demo seed", "--data" },
  { "demo seed --data d --seed -1", "--seed" },
};

static Run *
run_words (Fixture    *self,
           const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  const char *w[16] = { NULL };

  g_assert_cmpuint (g_strv_length (words), <, G_N_ELEMENTS (w));
  for (guint i = 0; words[i] != NULL; i++)
    w[i] = words[i];
  return fixture_run (self, NULL, w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8], w[9], w[10],
                      w[11], w[12], w[13], w[14], NULL);
}

static void
test_misuse (Fixture      *self,
             gconstpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (misuses); i++)
    {
      g_autoptr(Run) run = run_words (self, misuses[i].words);
      g_autofree char *made = fixture_path (self, "duizhao");

      run_assert (run, 2, "", misuses[i].in_err);
      g_assert_true (g_str_has_prefix (run->err, "duizhaoctl: "));
      g_assert_true (strchr (run->err, '\n') == run->err + strlen (run->err) - 1);
      g_assert_false (g_file_test (made, G_FILE_TEST_EXISTS));
    }
}

static void
test_nothing (Fixture      *self,
              gconstpointer user_data)
{
  g_autoptr(Run) nothing = fixture_run (self, NULL, NULL);
  g_autoptr(Run) half = fixture_run (self, NULL, "audit", NULL);

  run_assert (nothing, 2, "", "demo seed");
  run_assert (half, 2, "", "audit verify");
}

/* Whoever reads must not make: a wrong path would leave a fresh database behind. */
static void
test_no_data (Fixture      *self,
              gconstpointer user_data)
{
  g_autoptr(Run) verify = fixture_run (self, NULL, "audit", "verify", "--data", self->data, NULL);
  g_autoptr(Run) list = fixture_run (self, NULL, "school", "list", NULL);

  run_assert (verify, 1, "", self->data);
  g_assert_false (g_file_test (self->data, G_FILE_TEST_EXISTS));
  run_assert (list, 1, "", "duizhao");
}

static void
test_plain_http_beyond_loopback (Fixture      *self,
                                 gconstpointer user_data)
{
  g_autoptr(Run) run = NULL;

  self->password = g_strdup ("secret");
  run = fixture_run (self, NULL, "audit", "verify", "--service", "http://192.0.2.1:80", "--name",
                     "admin", NULL);
  run_assert (run, 1, "", "plain http");
}

static void
test_no_service (Fixture      *self,
                 gconstpointer user_data)
{
  g_autoptr(Run) run = NULL;

  self->password = g_strdup ("secret");
  run = fixture_run (self, NULL, "audit", "verify", "--service", "http://127.0.0.1:1", "--name",
                     "admin", NULL);
  run_assert (run, 1, "", "does not answer");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ctl/usage/help-of-each", test_help_of_each);
  ADD ("/ctl/usage/help-lists-all", test_help_lists_all);
  ADD ("/ctl/usage/version", test_version);
  ADD ("/ctl/usage/misuse", test_misuse);
  ADD ("/ctl/usage/nothing", test_nothing);
  ADD ("/ctl/usage/no-data", test_no_data);
  ADD ("/ctl/usage/plain-http-beyond-loopback", test_plain_http_beyond_loopback);
  ADD ("/ctl/usage/no-service", test_no_service);
  return g_test_run ();
}
