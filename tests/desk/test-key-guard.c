/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-key-guard.h"

#define KEY_A 38
#define KEY_S 39

static void
test_repeat (void)
{
  g_autoptr(DzKeyGuard) guard = dz_key_guard_new ();

  g_assert_true (dz_key_guard_press (guard, KEY_A, 0));
  g_assert_false (dz_key_guard_press (guard, KEY_A, 0));
  g_assert_false (dz_key_guard_press (guard, KEY_A, 0));
  g_assert_true (dz_key_guard_press (guard, KEY_S, 0));
  dz_key_guard_release (guard, KEY_A, 0);
  g_assert_true (dz_key_guard_press (guard, KEY_A, 0));
  g_assert_false (dz_key_guard_press (guard, KEY_S, 0));
}

/* A key that was down when the keyboard went to another window was let go there. */
static void
test_forget (void)
{
  g_autoptr(DzKeyGuard) guard = dz_key_guard_new ();

  g_assert_true (dz_key_guard_press (guard, KEY_A, 0));
  dz_key_guard_forget (guard);
  g_assert_true (dz_key_guard_press (guard, KEY_A, 0));
}

/* An input method gives back what it does not want, perhaps when the key has gone up already. */
static void
test_given_back (void)
{
  g_autoptr(DzKeyGuard) guard = dz_key_guard_new ();

  g_assert_true (dz_key_guard_press (guard, KEY_A, 1000));
  g_assert_true (dz_key_guard_press (guard, KEY_A, 1000));
  g_assert_false (dz_key_guard_press (guard, KEY_A, 1500));
  g_assert_false (dz_key_guard_press (guard, KEY_A, 1500));
  dz_key_guard_release (guard, KEY_A, 0);
  g_assert_false (dz_key_guard_press (guard, KEY_A, 1500));
  g_assert_true (dz_key_guard_press (guard, KEY_A, 1600));
  dz_key_guard_release (guard, KEY_A, 0);
  g_assert_true (dz_key_guard_press (guard, KEY_A, 1700));
  g_assert_true (dz_key_guard_press (guard, KEY_A, 1600));
  g_assert_true (dz_key_guard_press (guard, KEY_A, 1700));
  g_assert_true (dz_key_guard_press (guard, KEY_S, 1600));
  g_assert_true (dz_key_guard_press (guard, KEY_S + 1, G_MAXUINT32));
  g_assert_false (dz_key_guard_press (guard, KEY_S + 1, 30));
}

/* So it does with a release; the key that has gone down again is held all the same. */
static void
test_released_late (void)
{
  g_autoptr(DzKeyGuard) guard = dz_key_guard_new ();

  g_assert_true (dz_key_guard_press (guard, KEY_A, 1000));
  g_assert_true (dz_key_guard_release (guard, KEY_A, 1100));
  g_assert_true (dz_key_guard_release (guard, KEY_A, 1100));
  g_assert_true (dz_key_guard_press (guard, KEY_A, 1200));
  g_assert_false (dz_key_guard_release (guard, KEY_A, 1100));
  g_assert_false (dz_key_guard_press (guard, KEY_A, 1700));
  g_assert_true (dz_key_guard_release (guard, KEY_A, 1800));
  g_assert_true (dz_key_guard_press (guard, KEY_A, 1900));
  dz_key_guard_release (guard, KEY_A, 1900);
  g_assert_true (dz_key_guard_press (guard, KEY_A, 2000));
}

/* Another keyboard may count from another beginning. What is held on it is held. */
static void
test_other_clock (void)
{
  g_autoptr(DzKeyGuard) guard = dz_key_guard_new ();

  g_assert_true (dz_key_guard_press (guard, KEY_A, 5000000));
  dz_key_guard_release (guard, KEY_A, 5000100);
  g_assert_true (dz_key_guard_press (guard, KEY_A, 300));
  g_assert_false (dz_key_guard_press (guard, KEY_A, 800));
  g_assert_false (dz_key_guard_press (guard, KEY_A, 830));
  dz_key_guard_release (guard, KEY_A, 900);
  g_assert_true (dz_key_guard_press (guard, KEY_A, 5003000));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-guard/repeat", test_repeat);
  g_test_add_func ("/key-guard/forget", test_forget);
  g_test_add_func ("/key-guard/given-back", test_given_back);
  g_test_add_func ("/key-guard/released-late", test_released_late);
  g_test_add_func ("/key-guard/other-clock", test_other_clock);
  return g_test_run ();
}
