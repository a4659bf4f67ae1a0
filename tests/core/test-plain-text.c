/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-plain-text.h"

static void
test_plain (void)
{
  static const char *const texts[] = {
    "", "Wang", "王梦梦", "𠮷㛃", "买买提·吐尔逊", "O’Neill", "a b", "e\314\201", "\342\200\215" /* joiner */,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *copy = dz_plain_text_dup (texts[i], 1000);

      g_assert_true (dz_plain_text_check (texts[i]));
      g_assert_cmpstr (copy, ==, texts[i]);
    }
}

static void
test_hidden (void)
{
  static const gunichar hidden[] = {
    '\n', '\r', '\t', 0x1b, 0x7f, 0x85, 0x9b, 0x61c, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a,
    0x202e, 0x2060, 0x2066, 0x2069, 0xfeff,
  };

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      g_autoptr(GString) text = g_string_new ("王");
      g_autofree char *copy = NULL;

      g_string_append_unichar (text, hidden[i]);
      g_string_append (text, "梦");
      g_assert_false (dz_plain_text_check (text->str));
      copy = dz_plain_text_dup (text->str, 1000);
      g_assert_cmpstr (copy, ==, "王梦");
    }
}

static void
test_bounds (void)
{
  g_autofree char *cut = dz_plain_text_dup ("王梦梦", 8);
  g_autofree char *whole = dz_plain_text_dup ("王梦梦", 9);
  g_autofree char *broken = dz_plain_text_dup ("a\377b", 1000);

  g_assert_cmpstr (cut, ==, "王梦");
  g_assert_cmpstr (whole, ==, "王梦梦");
  g_assert_cmpstr (broken, ==, "a\357\277\275b");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plain-text/plain", test_plain);
  g_test_add_func ("/plain-text/hidden", test_hidden);
  g_test_add_func ("/plain-text/bounds", test_bounds);
  return g_test_run ();
}
