/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-detail-aspects.h"
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

static void
take (DzEntryAspects *aspects,
      const char     *kind,
      const char     *detail)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = json_from_string (detail, &error);

  g_assert_no_error (error);
  dz_entry_aspects_take_detail (aspects, kind, json_node_get_object (node));
}

/* What a decision is found by is what its detail says. */
static void
test_detail (void)
{
  static const struct
  {
    const char   *kind;
    const char   *detail;
    const char   *reasons; /* with ", " between */
    DzAspectFlags flags;
  } cases[] = {
    { "decide", "{\"verdict\":\"reject\",\"reasons\":[\"eyes-high\",\"background@2\"]}",
      "eyes-high, background", 0 },
    { "decide", "{\"verdict\":\"approve\",\"reasons\":[],\"sheet_ms\":900}", NULL,
      DZ_ASPECT_SHEET },
    { "decide", "{\"verdict\":\"approve\",\"findings\":[\"POS-04:fail:38 %\"],"
                "\"overrides\":[{\"rule\":\"POS-04\"}]}", NULL, DZ_ASPECT_AGAINST_RULE },
    /* A warning that is waived with the approval is nothing against a rule. */
    { "decide", "{\"verdict\":\"approve\",\"findings\":[\"POS-04:pass:50 %\",\"HEAD-01:warn\"],"
                "\"overrides\":[{\"rule\":\"HEAD-01\"}]}", NULL, 0 },
    { "decide", "{\"verdict\":\"reject\",\"correction\":{\"crown\":{\"measured\":1}}}", NULL,
      DZ_ASPECT_CORRECTED },
    { "decide", "{\"correction\":{}}", NULL, 0 },
    { "reopen", "{\"reasons\":[\"eyes-high\"],\"sheet_ms\":1}", NULL, 0 },
    /* Of another form: nothing, and no harm. */
    { "decide", "{\"reasons\":[1,null,\"\",\"@2\",{}],\"overrides\":[1,{}],\"findings\":{},"
                "\"correction\":[],\"verdict\":1}", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(DzEntryAspects) aspects = { 0 };
      g_autofree char *reasons = NULL;

      take (&aspects, cases[i].kind, cases[i].detail);
      reasons = aspects.reasons != NULL ? g_strjoinv (", ", aspects.reasons) : NULL;
      g_assert_cmpstr (reasons, ==, cases[i].reasons);
      g_assert_cmpint (aspects.flags, ==, cases[i].flags);
    }
}

/* However much somebody once wrote there, aspects keep within their limits. */
static void
test_detail_is_long (void)
{
  g_autoptr(GString) detail = g_string_new ("{\"reasons\":[\"");
  g_auto(DzEntryAspects) aspects = { 0 };
  g_autoptr(GByteArray) bytes = NULL;

  for (guint i = 0; i <= DZ_ASPECT_REASON_MAX; i++)
    g_string_append_c (detail, 'x');
  for (guint i = 0; i < 3 * DZ_ASPECT_REASONS_MAX; i++)
    g_string_append_printf (detail, "\",\"reason-%u", i);
  g_string_append (detail, "\"]}");
  take (&aspects, "decide", detail->str);
  g_assert_cmpuint (g_strv_length (aspects.reasons), ==, DZ_ASPECT_REASONS_MAX);
  g_assert_cmpstr (aspects.reasons[0], ==, "reason-0");
  bytes = dz_entry_aspects_write (&aspects);
  g_assert_cmpuint (bytes->len, >, 0);
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
  g_test_add_func ("/chain/entry-aspects/detail", test_detail);
  g_test_add_func ("/chain/entry-aspects/long-detail", test_detail_is_long);
  return g_test_run ();
}
