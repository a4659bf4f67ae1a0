/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-state.h"

#define SERVICE DZ_ACTOR_SERVICE
#define STUDENT DZ_ACTOR_STUDENT
#define REVIEWER DZ_ACTOR_REVIEWER
#define SUPERVISOR DZ_ACTOR_SUPERVISOR
#define ADMINISTRATOR DZ_ACTOR_ADMINISTRATOR

/* The states of design.md, written a second time on purpose: the program's table is held against
 * this one, row by row, in both directions. */
static const struct
{
  const char *from;
  const char *to;
  guint actors;
} expected[] = {
  { "received", "examined", SERVICE },
  { "examined", "refused-by-rule", SERVICE },
  { "examined", "unpaid", SERVICE },
  { "examined", "pending", SERVICE },
  { "examined", "quarantined", SERVICE },
  { "unpaid", "pending", SERVICE | ADMINISTRATOR },
  { "unpaid", "expired", SERVICE },
  { "unpaid", "replaced", STUDENT },
  { "unpaid", "quarantined", SERVICE },
  { "pending", "leased", REVIEWER | SUPERVISOR },
  { "pending", "quarantined", SERVICE | SUPERVISOR },
  { "leased", "pending", SERVICE | REVIEWER | SUPERVISOR },
  { "leased", "second-review", SERVICE | REVIEWER | SUPERVISOR },
  { "leased", "held", REVIEWER | SUPERVISOR },
  { "leased", "escalated", SERVICE | REVIEWER | SUPERVISOR },
  { "leased", "quarantined", SERVICE | SUPERVISOR },
  { "held", "leased", REVIEWER | SUPERVISOR },
  { "held", "second-review", SERVICE },
  { "held", "approved", SERVICE },
  { "held", "rejected", SERVICE },
  { "held", "escalated", SERVICE },
  { "held", "quarantined", SERVICE },
  { "second-review", "leased", REVIEWER | SUPERVISOR },
  { "second-review", "quarantined", SERVICE },
  { "escalated", "leased", SUPERVISOR },
  { "escalated", "quarantined", SERVICE },
  { "quarantined", "leased", SUPERVISOR },
  { "approved", "reopened", SUPERVISOR },
  { "rejected", "reopened", SUPERVISOR },
  { "reopened", "pending", SERVICE | SUPERVISOR },
  { "reopened", "quarantined", SERVICE },
};

static const DzActor actors[] = { SERVICE, STUDENT, REVIEWER, SUPERVISOR, ADMINISTRATOR };

static guint
find_expected (DzState from,
               DzState to)
{
  if (to == DZ_STATE_ERASED)
    return from != DZ_STATE_ERASED ? ADMINISTRATOR : 0;
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      if (g_str_equal (expected[i].from, dz_state_to_nick (from)) &&
          g_str_equal (expected[i].to, dz_state_to_nick (to)))
        return expected[i].actors;
    }
  return 0;
}

static void
test_every_pair (void)
{
  for (guint from = 0; from < DZ_N_STATES; from++)
    {
      for (guint to = 0; to < DZ_N_STATES; to++)
        {
          const DzMove *move = dz_state_find_move (from, to);
          guint allowed = find_expected (from, to);

          g_test_message ("%s → %s", dz_state_to_nick (from), dz_state_to_nick (to));
          g_assert_cmpint (move != NULL, ==, allowed != 0);
          for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
            g_assert_cmpint (dz_state_can_move (from, to, actors[i]), ==,
                             (allowed & actors[i]) != 0);
        }
    }
}

static void
test_table (void)
{
  guint n_moves;
  const DzMove *moves = dz_state_get_moves (&n_moves);

  g_assert_cmpuint (n_moves, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n_moves; i++)
    {
      g_assert_cmpint (moves[i].from, !=, moves[i].to);
      g_assert_cmpuint (moves[i].actors, !=, 0);
      g_assert_true (g_regex_match_simple ("^[a-z]+(-[a-z]+)*$", moves[i].name, 0, 0));
      g_assert_true (dz_state_find_move (moves[i].from, moves[i].to) == &moves[i]);
    }
}

static void
reach (DzState  from,
       gboolean reached[DZ_N_STATES])
{
  if (reached[from])
    return;
  reached[from] = TRUE;
  for (guint to = 0; to < DZ_N_STATES; to++)
    {
      if (dz_state_find_move (from, to) != NULL)
        reach (to, reached);
    }
}

/* Every photo can come everywhere, and from everywhere but the ends to a decision. */
static void
test_reachable (void)
{
  gboolean reached[DZ_N_STATES] = { FALSE };

  reach (DZ_STATE_RECEIVED, reached);
  for (guint i = 0; i < DZ_N_STATES; i++)
    {
      gboolean from_here[DZ_N_STATES] = { FALSE };
      gboolean is_end = i == DZ_STATE_REFUSED_BY_RULE || i == DZ_STATE_EXPIRED ||
                        i == DZ_STATE_REPLACED || i == DZ_STATE_ERASED;

      g_test_message ("%s", dz_state_to_nick (i));
      g_assert_true (reached[i]);
      reach (i, from_here);
      g_assert_cmpint (from_here[DZ_STATE_APPROVED] && from_here[DZ_STATE_REJECTED], ==, !is_end);
    }
}

/* The student and the reviewer never reach a final state by themselves without the hold. */
static void
test_no_short_cut (void)
{
  g_assert_false (dz_state_can_move (DZ_STATE_LEASED, DZ_STATE_APPROVED, REVIEWER));
  g_assert_false (dz_state_can_move (DZ_STATE_PENDING, DZ_STATE_HELD, REVIEWER));
  g_assert_false (dz_state_can_move (DZ_STATE_REFUSED_BY_RULE, DZ_STATE_PENDING, SUPERVISOR));
  g_assert_false (dz_state_can_move (DZ_STATE_QUARANTINED, DZ_STATE_LEASED, REVIEWER));
  g_assert_false (dz_state_can_move (DZ_STATE_APPROVED, DZ_STATE_PENDING, SUPERVISOR));
  g_assert_false (dz_state_can_move (DZ_STATE_UNPAID, DZ_STATE_PENDING, STUDENT));
}

static void
test_words (void)
{
  for (guint i = 0; i < DZ_N_STATES; i++)
    {
      DzState state;

      g_assert_nonnull (dz_state_to_nick (i));
      g_assert_true (dz_state_from_nick (dz_state_to_nick (i), &state));
      g_assert_cmpuint (state, ==, i);
    }
  g_assert_cmpstr (dz_state_to_nick (DZ_STATE_ERASED), ==, "erased");
  g_assert_cmpstr (dz_state_to_nick (DZ_STATE_HELD), ==, "held");
  g_assert_false (dz_state_from_nick ("delivered", &(DzState) { 0 }));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/state/every-pair", test_every_pair);
  g_test_add_func ("/state/table", test_table);
  g_test_add_func ("/state/reachable", test_reachable);
  g_test_add_func ("/state/no-short-cut", test_no_short_cut);
  g_test_add_func ("/state/words", test_words);
  return g_test_run ();
}
