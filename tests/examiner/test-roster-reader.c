/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-examiner-frame.h"
#include "dz-examiner.h"
#include "dz-gb18030.h"
#include "dz-roster-reader.h"
#include "dz-roster-row.h"

#include <string.h>

#define BOM "\xef\xbb\xbf"

/* A whole file that must be read: the first row as identifier|name|alias|ID|level|major, with "-"
 * for what is absent. */
typedef struct
{
  const char *name;
  const char *text;
  const char *row;
} Good;

static const Good goods[] = {
  { "plain", "学号,姓名\n202000031,王梦梦\n", "202000031|王梦梦|-|-|-|-" },
  { "mark", BOM "学号,姓名\n202000031,王梦梦\n", "202000031|王梦梦|-|-|-|-" },
  { "english", "Student Number;Name;Alias;ID number;Level;Major\n1;Wang;W;11;master;Geology\n",
    "1|Wang|W|11|master|Geology" },
  { "any-order", "专业\t身份证号\t姓名\t代用名\t层次\t学号\n地质\t110\t王\t梦\t硕士\t7\n",
    "7|王|梦|110|硕士|地质" },
  { "collection-code", "采集码,姓名,身份证件号码\n12345678,王,1101**********0031\n",
    "12345678|王|-|1101**********0031|-|-" },
  { "decorated-header", "＊ 学 号（必填）,姓名：,Level (optional)\n1,王,博士\n", "1|王|-|-|博士|-" },
  { "wide-letters", "ＮＡＭＥ,ＩＤ ＮＵＭＢＥＲ,student_number\n王,11,1\n", "1|王|-|11|-|-" },
  { "document-number", "证件号码,姓名,学历层次,班级\n1,王,本科,一班\n", "1|王|-|-|本科|一班" },
  { "two-majors", "学号,姓名,班级,专业\n1,王,一班,地质\n", "1|王|-|-|-|地质" },
  { "unknown-columns", "序号,学号,备注,姓名,\n9,1,,王,\n", "1|王|-|-|-|-" },
  { "rare-hanzi", "学号,姓名\n1,𠮷㛃\n", "1|𠮷㛃|-|-|-|-" },
  { "middle-dot", "学号,姓名\n1,阿依古丽·买买提\n", "1|阿依古丽·买买提|-|-|-|-" },
  { "inner-space", "学号,姓名\n1,Anna  Maria\n", "1|Anna  Maria|-|-|-|-" },
  { "blanks", "学号,姓名\n \t1　,　王\xc2\xa0\n", "1|王|-|-|-|-" },
  { "text-marks", "学号,姓名,身份证号\n=\"0012\",王,'0110\n", "0012|王|-|0110|-|-" },
  { "quoted-formula", "学号,姓名\n\"=\"\"0012\"\"\",王\n", "0012|王|-|-|-|-" },
  { "quotes", "学号,姓名\n\"1\",\"王 \"\"梦\"\"\"\n", "1|王 \"梦\"|-|-|-|-" },
  { "old-mac", "学号,姓名\r1,王\r", "1|王|-|-|-|-" },
  { "windows", "学号,姓名\r\n1,王\r\n", "1|王|-|-|-|-" },
  { "short-line", "学号,姓名,专业\n1,王\n", "1|王|-|-|-|-" },
  { "letter-e", "学号,姓名\n20E01234,王\n", "20E01234|王|-|-|-|-" },
  { "dots", "学号,姓名\n2020.001,王\n", "2020.001|王|-|-|-|-" },
};

/* A whole file that must be refused, and a word of the sentence. */
typedef struct
{
  const char *name;
  const char *bytes;
  gsize       length;
  const char *word;
} Bad;

#define BYTES(text) text, sizeof text - 1

static const Bad bads[] = {
  { "empty", BYTES (""), "empty" },
  { "only-a-mark", BYTES (BOM), "empty" },
  { "only-a-header", BYTES ("学号,姓名\n\n , \n"), "no rows" },
  { "no-identifier", BYTES ("姓名,专业\n王,地质\n"), "identifier" },
  { "no-name", BYTES ("学号,专业\n1,地质\n"), "name" },
  { "no-header", BYTES ("1,王\n2,李\n"), "identifier" },
  { "two-identifiers", BYTES ("学号,采集码,姓名\n1,2,王\n"), "two columns" },
  { "two-names", BYTES ("学号,姓名,Name\n1,王,Wang\n"), "two columns" },
  { "zip", BYTES ("PK\003\004\024\0\6\0"), "Excel" },
  { "old-excel", BYTES ("\320\317\021\340\241\261\032\341"), "Excel" },
  { "jpeg", BYTES ("\377\330\377\340\0\020JFIF"), "picture" },
  { "png", BYTES ("\211PNG\r\n\032\n"), "picture" },
  { "webp", BYTES ("RIFF\1\2\3\4WEBPVP8 "), "picture" },
  { "heic", BYTES ("\0\0\0\030ftypheic"), "picture" },
  { "pdf", BYTES ("%PDF-1.7\n"), "PDF" },
  { "utf-16", BYTES ("\377\376f[\367S"), "UTF-16" },
  { "zero-byte", BYTES ("学号,姓名\n1,王\0\n"), "zero bytes" },
  { "zero-byte-at-the-end", BYTES ("学号,姓名\n1,王\n\0"), "zero bytes" },
  { "neither-code", BYTES ("\xff\xff,\x81\n1,2\n"), "neither" },
  { "marked-but-broken", BYTES (BOM "学号,姓名\n1,\xcd\xf5\n"), "neither" },
  { "unclosed-quote", BYTES ("学号,姓名\n1,王\n2,\"李\n3,赵\n"), "line 3" },
  { "unclosed-header", BYTES ("学号,\"姓名\n1,王\n"), "line 1" },
};

/* Lines below "学号,姓名,身份证号": the row's problem by a word of it; %NULL for none. */
typedef struct
{
  const char *line;
  const char *word;
} Row;

static const Row rows_with_problems[] = {
  { "202000031,王,110105194912310021", NULL },
  { "2.02E+08,王,", "rounded the identifier" },
  { "202000031.0,王,", "rounded the identifier" },
  { "202000032,王,1.10105E+17", "rounded the ID number" },
  { "202000033,王,1.10105e+17", "rounded the ID number" },
  { "202000034,王,1,x", "more cells" },
  { "202000035,王,1,,", NULL },
  { "202000036,\"王\"梦,1", "closing quotation mark" },
  { "202000037,\"王\n梦\",1", "cannot be seen" },
  { "202000038,王\x01,1", "cannot be seen" },
  { "202000038,王\342\200\256梦,1", "cannot be seen" }, /* from right to left */
  { "202000038,王\342\200\213梦,1", "cannot be seen" }, /* no width */
};

static const char *
or_dash (const char *text)
{
  return text != NULL ? text : "-";
}

static char *
join_row (const DzRosterRow *row)
{
  return g_strjoin ("|", row->identifier, row->name, or_dash (row->alias), or_dash (row->id_number),
                    or_dash (row->level), or_dash (row->major), NULL);
}

static void
assert_first_row (GPtrArray  *rows,
                  const char *expected)
{
  const DzRosterRow *row;
  g_autofree char *joined = NULL;

  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  joined = join_row (row);
  g_assert_cmpstr (joined, ==, expected);
  g_assert_cmpstr (row->problem, ==, NULL);
  g_assert_cmpuint (row->line, ==, 2);
}

static void
test_good (gconstpointer data)
{
  const Good *good = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows =
    dz_roster_read ((const guint8 *) good->text, strlen (good->text), &error);

  g_assert_no_error (error);
  assert_first_row (rows, good->row);
}

/* The same table as a Chinese Excel of old writes it. */
static void
test_good_gb18030 (gconstpointer data)
{
  const Good *good = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  bytes = g_convert (good->text, -1, "GB18030", "UTF-8", NULL, &length, &error);
  g_assert_no_error (error);
  rows = dz_roster_read ((const guint8 *) bytes, length, &error);
  g_assert_no_error (error);
  assert_first_row (rows, good->row);
}

static void
assert_refused (const guint8 *data,
                gsize         length,
                const char   *word)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  /* Exactly as long as it is, for a sanitizer to see a step too far. */
  g_autofree guint8 *exact = g_memdup2 (data, length);

  rows = dz_roster_read (exact, length, &error);
  g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE);
  g_assert_null (rows);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_bad (gconstpointer data)
{
  const Bad *bad = data;

  assert_refused ((const guint8 *) bad->bytes, bad->length, bad->word);
}

static void
test_problems (void)
{
  GString *text = g_string_new ("学号,姓名,身份证号\n");
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows_with_problems); i++)
    g_string_append_printf (text, "%s\n", rows_with_problems[i].line);
  rows = dz_roster_read ((const guint8 *) text->str, text->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (rows_with_problems));
  for (guint i = 0; i < rows->len; i++)
    {
      const DzRosterRow *row = g_ptr_array_index (rows, i);
      const char *word = rows_with_problems[i].word;

      g_test_message ("%s: %s", rows_with_problems[i].line, row->problem);
      if (word == NULL)
        g_assert_cmpstr (row->problem, ==, NULL);
      else
        g_assert_true (row->problem != NULL && strstr (row->problem, word) != NULL);
    }
  g_string_free (text, TRUE);
}

/* Lines are those that an editor shows, through empty ones and ones within quotes. */
static void
test_lines (void)
{
  static const char text[] = "学号,姓名\r\n\r\n1,王\r\n,\r\n2,\"李\r\n\r\n\"\r\n3,赵\r\n";
  static const guint lines[] = { 3, 5, 8 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = dz_roster_read ((const guint8 *) text, sizeof text - 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (lines));
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpuint (((const DzRosterRow *) g_ptr_array_index (rows, i))->line, ==, lines[i]);
}

static void
test_long_cell (void)
{
  g_autofree char *longest = g_strnfill (DZ_ROSTER_CELL_MAX, 'x');
  g_autofree char *text = g_strdup_printf ("学号,姓名\n1,%s\n2,%sx\n3,王\n", longest, longest);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = dz_roster_read ((const guint8 *) text, strlen (text), &error);
  const DzRosterRow *row;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->problem, ==, NULL);
  row = g_ptr_array_index (rows, 1);
  g_assert_nonnull (strstr (row->problem, "1,000 bytes"));
  row = g_ptr_array_index (rows, 2);
  g_assert_cmpstr (row->problem, ==, NULL);
}

static void
test_many_columns (void)
{
  GString *text = g_string_new ("学号,姓名");
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 2; i < DZ_ROSTER_COLUMNS_MAX; i++)
    g_string_append_printf (text, ",x%u", i);
  g_string_append (text, "\n1,王\n");
  rows = dz_roster_read ((const guint8 *) text->str, text->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);

  g_string_assign (text, "学号,姓名");
  for (guint i = 2; i < DZ_ROSTER_COLUMNS_MAX + 1; i++)
    g_string_append_printf (text, ",x%u", i);
  g_string_append (text, "\n1,王\n");
  assert_refused ((const guint8 *) text->str, text->len, "64 cells");
  g_string_free (text, TRUE);
}

static GString *
make_table (guint n_rows)
{
  GString *text = g_string_new ("学号,姓名\n");

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "%u,王\n", i);
  return text;
}

static void
test_many_rows (void)
{
  GString *text = make_table (DZ_ROSTER_ROWS_MAX);
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;

  rows = dz_roster_read ((const guint8 *) text->str, text->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, DZ_ROSTER_ROWS_MAX);
  g_string_append (text, "x,王\n");
  assert_refused ((const guint8 *) text->str, text->len, "200,000 rows");
  g_string_free (text, TRUE);
}

static void
test_long_file (void)
{
  gsize length = DZ_ROSTER_BYTES_MAX + 1;
  g_autofree char *text = g_strnfill (length, 'x');

  assert_refused ((const guint8 *) text, length, "20 MB");
}

static void
test_variant (void)
{
  static const char text[] = "学号,姓名,代用名,层次\n1,王,梦,硕士\n2.0E+5,李,,\n";
  g_autoptr(GPtrArray) rows = dz_roster_read ((const guint8 *) text, sizeof text - 1, NULL);
  g_autoptr(GVariant) variant = g_variant_ref_sink (dz_roster_to_variant (rows));
  g_autofree char *printed = g_variant_print (variant, FALSE);

  g_assert_true (g_variant_is_of_type (variant, G_VARIANT_TYPE (DZ_ROSTER_TYPE)));
  g_assert_cmpstr (printed, ==,
                   "[(2, '1', '王', '梦', '', '硕士', '', ''), (3, '2.0E+5', '李', '', '', '', '', "
                   "'a spreadsheet rounded the identifier; keep its column as text')]");
}

/* Whatever the bytes, the answer is a table or a sentence. */
static void
test_garbage (void)
{
  static const char base[] = "学号,姓名,身份证号\n1,\"王\"\"\",2\r\n\"3\",李,4\n";

  for (guint round = 0; round < 3000; round++)
    {
      guint8 bytes[sizeof base];
      gsize length = g_test_rand_int_range (0, sizeof bytes);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) rows = NULL;

      memcpy (bytes, base, sizeof bytes);
      for (guint i = g_test_rand_int_range (0, 6); i > 0; i--)
        bytes[g_test_rand_int_range (0, sizeof bytes)] = g_test_rand_int_range (0, 256);
      rows = dz_roster_read (bytes, length, &error);
      g_assert_true ((rows == NULL) == (error != NULL));
      if (rows != NULL)
        g_variant_unref (g_variant_ref_sink (dz_roster_to_variant (rows)));
    }
}

static void
add_good (const Good *good)
{
  g_autofree char *name = g_strconcat ("/roster/good/", good->name, NULL);
  g_autofree char *gb_name = g_strconcat ("/roster/gb18030/", good->name, NULL);

  g_test_add_data_func (name, good, test_good);
  if (!g_str_has_prefix (good->text, BOM))
    g_test_add_data_func (gb_name, good, test_good_gb18030);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  dz_gb18030_warm (&error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (goods); i++)
    add_good (&goods[i]);
  for (guint i = 0; i < G_N_ELEMENTS (bads); i++)
    {
      g_autofree char *name = g_strconcat ("/roster/bad/", bads[i].name, NULL);

      g_test_add_data_func (name, &bads[i], test_bad);
    }
  g_test_add_func ("/roster/problems", test_problems);
  g_test_add_func ("/roster/lines", test_lines);
  g_test_add_func ("/roster/long-cell", test_long_cell);
  g_test_add_func ("/roster/many-columns", test_many_columns);
  g_test_add_func ("/roster/many-rows", test_many_rows);
  g_test_add_func ("/roster/long-file", test_long_file);
  g_test_add_func ("/roster/variant", test_variant);
  g_test_add_func ("/roster/garbage", test_garbage);
  return g_test_run ();
}
