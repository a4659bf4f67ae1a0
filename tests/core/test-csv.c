/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-csv.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  char        separator;
  const char *records; /* cells joined by |, records by / with their line and fault */
} Case;

static const Case cases[] = {
  { "/csv/plain", "a,b\nc,d\n", ',', "1:a|b/2:c|d" },
  { "/csv/no-last-line-end", "a,b\nc,d", ',', "1:a|b/2:c|d" },
  { "/csv/crlf", "a,b\r\nc,d\r\n", ',', "1:a|b/2:c|d" },
  { "/csv/cr", "a,b\rc,d\r", ',', "1:a|b/2:c|d" },
  { "/csv/mixed-line-ends", "a\r\nb\nc\rd", ',', "1:a/2:b/3:c/4:d" },
  { "/csv/tab", "a\tb,c\td\ne\tf\n", '\t', "1:a|b,c|d/2:e|f" },
  { "/csv/semicolon", "a;b\n", ';', "1:a|b" },
  { "/csv/empty-cells", ",a,,\n", ',', "1:|a||" },
  { "/csv/empty-line", "a\n\nb\n", ',', "1:a/2:/3:b" },
  { "/csv/quotes", "\"a,b\",\"c\"\"d\",\"\"\n", ',', "1:a,b|c\"d|" },
  { "/csv/line-end-in-quotes", "\"a\r\nb\",c\nd\n", ',', "1:a\nb|c/3:d" },
  { "/csv/quote-in-the-middle", "a\"b,c\n", ',', "1:a\"b|c" },
  { "/csv/after-quote", "\"a\"b,c\nd\n", ',', "1:ab|c!3/2:d" },
  { "/csv/unclosed", "a\n\"b,c\nd\n", ',', "1:a/2:b,c\nd\n!4" },
  { "/csv/only-quote", "\"", ',', "1:!4" },
  { "/csv/long-cell", "12345678,b\n1234567,c\n", ',', "1:1234567|b!1/2:1234567|c" },
  { "/csv/long-quoted-cell", "\"1234\n5678\",b\nc\n", ',', "1:1234\n56|b!1/3:c" },
  { "/csv/many-columns", "1,2,3,4,5,6\n1,2,3,4,5,,\n", ',', "1:1|2|3|4|5!2/2:1|2|3|4|5" },
  { "/csv/empty", "", ',', "" },
};

static char *
read_all (const Case *c)
{
  g_autoptr(DzCsv) csv = dz_csv_new (c->text, strlen (c->text), c->separator, 5, 7);
  GString *all = g_string_new (NULL);

  while (dz_csv_next (csv))
    {
      g_string_append_printf (all, "%s%u:", all->len > 0 ? "/" : "", csv->line);
      for (guint i = 0; i < csv->cells->len; i++)
        g_string_append_printf (all, "%s%s", i > 0 ? "|" : "",
                                (const char *) g_ptr_array_index (csv->cells, i));
      if (csv->fault != DZ_CSV_FAULT_NONE)
        g_string_append_printf (all, "!%d", csv->fault);
    }
  return g_string_free (all, FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *all = read_all (c);

  g_assert_cmpstr (all, ==, c->records);
  if (c->records[0] != '\0' && strchr (c->text, c->separator) != NULL)
    g_assert_cmpint (dz_csv_guess_separator (c->text, strlen (c->text)), ==, c->separator);
}

static void
test_separator_in_quotes (void)
{
  static const char text[] = "\"a,b,c,d\";e\n,,,,,,\n";

  g_assert_cmpint (dz_csv_guess_separator (text, sizeof text - 1), ==, ';');
}

/* Any cut of a table is a table: nothing is read beyond its end. */
static void
test_cuts (void)
{
  static const char text[] = "\xe5\xad\xa6,\"a\r\n\"\"b\",\r\r\n;\"";

  for (gsize length = 0; length < sizeof text; length++)
    {
      g_autofree char *exact = g_memdup2 (text, length);
      g_autoptr(DzCsv) csv = dz_csv_new (exact, length, ',', 3, 4);

      while (dz_csv_next (csv))
        {
          for (guint i = 0; i < csv->cells->len; i++)
            g_assert_true (g_utf8_validate (g_ptr_array_index (csv->cells, i), -1, NULL));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], test_case);
  g_test_add_func ("/csv/separator-in-quotes", test_separator_in_quotes);
  g_test_add_func ("/csv/cuts", test_cuts);
  return g_test_run ();
}
