/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-index.h"

#include "dz-pinyin.h"

static void
test_spell (void)
{
  g_autoptr(DzPinyin) pinyin = dz_pinyin_new ();
  g_autofree char *hanzi = dz_pinyin_spell (pinyin, "背景颜色不符");
  g_autofree char *mixed = dz_pinyin_spell (pinyin, "不是有效的 JPG");
  g_autofree char *long_text = g_strnfill (2000, 'x');
  g_autofree char *refused = NULL;

  g_assert_cmpstr (hanzi, ==, "bei jing yan se bu fu");
  g_assert_cmpstr (mixed, ==, "bu shi you xiao de jpg");
  refused = dz_pinyin_spell (pinyin, long_text);
  g_assert_null (refused);
}

static guint
count (DzReasonIndex *index,
       DzReasonList  *reasons,
       const char    *typed,
       const char    *wanted)
{
  GPtrArray *all = dz_reason_list_get_all (reasons);
  gboolean found = FALSE;
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const DzReason *reason = g_ptr_array_index (all, i);

      if (!dz_reason_index_matches (index, reason, typed))
        continue;
      n++;
      found = found || g_str_equal (reason->code, wanted);
    }
  g_test_message ("%s: %u", typed, n);
  g_assert_cmpint (found, ==, *wanted != '\0');
  return n;
}

static void
test_matches (void)
{
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  g_autoptr(DzReasonIndex) index = dz_reason_index_new (reasons);
  guint n_all = dz_reason_list_get_all (reasons)->len;

  g_assert_cmpuint (count (index, reasons, "", "mouth"), ==, n_all);
  g_assert_cmpuint (count (index, reasons, "bj", "background-colour"), <, 8);
  g_assert_cmpuint (count (index, reasons, "BJ", "background-uneven"), <, 8);
  g_assert_cmpuint (count (index, reasons, "bjys", "background-colour"), ==, 1);
  g_assert_cmpuint (count (index, reasons, "beijing", "background-shadow"), <, 8);
  g_assert_cmpuint (count (index, reasons, "bei jing", "background-shadow"), <, 8);
  g_assert_cmpuint (count (index, reasons, "bei'jing", "background-shadow"), <, 8);
  g_assert_cmpuint (count (index, reasons, "背景", "clothes-like-background"), <, 8);
  g_assert_cmpuint (count (index, reasons, "Background", "background-uneven"), <, 8);
  g_assert_cmpuint (count (index, reasons, "se", "ears"), >, 0); /* 双耳 */
  g_assert_cmpuint (count (index, reasons, "jpg", "file-format"), ==, 1);
  g_assert_cmpuint (count (index, reasons, "zzz", ""), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reason-index/spell", test_spell);
  g_test_add_func ("/reason-index/matches", test_matches);
  return g_test_run ();
}
