/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-entry-aspects.h"

static void
test_round_trip (void)
{
  const char *reasons[] = { "eyes-high", "background-uneven", NULL };
  DzEntryAspects aspects = { (char *) "11414", (char *) "0123456789abcdef0123456789abcdef",
                             DZ_ASPECT_AGAINST_RULE | DZ_ASPECT_SHEET, (GStrv) reasons };
  g_autoptr(GByteArray) bytes = dz_entry_aspects_write (&aspects);
  g_auto(DzEntryAspects) read = { 0 };

  g_assert_true (dz_entry_aspects_read (&read, bytes->data, bytes->len));
  g_assert_cmpstr (read.school, ==, aspects.school);
  g_assert_cmpstr (read.window, ==, aspects.window);
  g_assert_cmpint (read.flags, ==, aspects.flags);
  g_assert_cmpstrv (read.reasons, reasons);
}

static void
test_none (void)
{
  DzEntryAspects none = { 0 };
  g_autoptr(GByteArray) bytes = dz_entry_aspects_write (&none);
  g_auto(DzEntryAspects) read = { 0 };

  g_assert_cmpuint (bytes->len, ==, 0);
  g_assert_true (dz_entry_aspects_read (&read, bytes->data, bytes->len));
  g_assert_true (dz_entry_aspects_is_empty (&read));
}

static void
test_part (void)
{
  DzEntryAspects aspects = { .school = (char *) "11414" };
  g_autoptr(GByteArray) bytes = dz_entry_aspects_write (&aspects);
  g_auto(DzEntryAspects) read = { 0 };

  g_assert_true (dz_entry_aspects_read (&read, bytes->data, bytes->len));
  g_assert_cmpstr (read.school, ==, "11414");
  g_assert_null (read.window);
  g_assert_null (read.reasons);
}

/* Cut anywhere, changed anywhere, with something behind it: refused or read, never overrun. */
static void
test_foreign_bytes (void)
{
  const char *reasons[] = { "a", "bb", NULL };
  DzEntryAspects aspects = { (char *) "1", (char *) "2", 0, (GStrv) reasons };
  g_autoptr(GByteArray) bytes = dz_entry_aspects_write (&aspects);
  const guint8 more = 0;

  for (guint length = 1; length < bytes->len; length++)
    {
      g_autofree guint8 *cut = g_memdup2 (bytes->data, length);
      DzEntryAspects read;

      g_assert_false (dz_entry_aspects_read (&read, cut, length));
      g_assert_true (dz_entry_aspects_is_empty (&read));
    }
  for (guint i = 0; i < 256 * bytes->len; i++)
    {
      g_autofree guint8 *changed = g_memdup2 (bytes->data, bytes->len);
      g_auto(DzEntryAspects) read = { 0 };

      changed[i / 256] = (guint8) i;
      dz_entry_aspects_read (&read, changed, bytes->len);
    }
  g_byte_array_append (bytes, &more, 1);
  g_assert_false (dz_entry_aspects_read (&aspects, bytes->data, bytes->len));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chain/entry-aspects/round-trip", test_round_trip);
  g_test_add_func ("/chain/entry-aspects/none", test_none);
  g_test_add_func ("/chain/entry-aspects/part", test_part);
  g_test_add_func ("/chain/entry-aspects/foreign", test_foreign_bytes);
  return g_test_run ();
}
