/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "dz-wire.h"

#define ANY ((gsize) -1)

static GBytes *
bytes_of (const char *text,
          gsize       length)
{
  return g_bytes_new (text, length == ANY ? strlen (text) : length);
}

static void
test_good (void)
{
  static const char *const good[] = {
    "{}", " [ ] ", "null", "true", "\"\"", "0", "-0", "-1.5e+3", "1E9", "123456789012345678",
    "{\"a\":{\"b\":[1,2,{\"c\":null}]}}", "\"\\u4e2d\\ud83d\\ude00\\n\\/\"", "\"中文\"",
    "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr(GBytes) bytes = bytes_of (good[i], ANY);
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = dz_wire_parse (bytes, DZ_WIRE_REQUEST_BYTES_MAX, &error);

      g_test_message ("%s", good[i]);
      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
}

static void
test_bad (void)
{
  static const struct
  {
    const char *text;
    gsize       length;
    int         code;
  } bad[] = {
    { "", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "  ", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "{", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "{} {}", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "[1,]", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "[1 2]", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "{\"a\" 1}", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "{a:1}", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "{\"a\":1,}", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "'a'", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "\"a", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "\"a\nb\"", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "\"\\x41\"", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "\"\\u12\"", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "\"\\u0000\"", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "\"\\ud800\"", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "\"\\udc00\"", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "\"\\ud800\\u0041\"", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "\"\\", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "01", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "1.", ANY, DZ_WIRE_ERROR_SYNTAX },
    { ".5", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "+1", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "1e", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "0x10", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "NaN", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "1e400", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "-1e400", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "-", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "18446744073709551615", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "-18446744073709551615", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "True", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "nul", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "/* x */ 1", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "var a = 1;", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "\xef\xbb\xbf{}", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "\"\xff\"", ANY, DZ_WIRE_ERROR_SYNTAX },
    { "\"a\0b\"", 5, DZ_WIRE_ERROR_SYNTAX },
    { "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", ANY, DZ_WIRE_ERROR_SIZE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GBytes) bytes = bytes_of (bad[i].text, bad[i].length);
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = dz_wire_parse (bytes, DZ_WIRE_REQUEST_BYTES_MAX, &error);

      g_test_message ("%s", bad[i].text);
      g_assert_error (error, DZ_WIRE_ERROR, bad[i].code);
      g_assert_null (node);
    }
}

/* A million brackets must be refused before anything recurses over them. */
static void
test_depth_bomb (void)
{
  static const char openers[] = { '[', '{' };

  for (guint i = 0; i < G_N_ELEMENTS (openers); i++)
    {
      g_autofree char *bomb = g_strnfill (1024 * 1024, openers[i]);
      g_autoptr(GBytes) bytes = bytes_of (bomb, ANY);
      g_autoptr(GError) error = NULL;

      int code = openers[i] == '[' ? DZ_WIRE_ERROR_SIZE : DZ_WIRE_ERROR_SYNTAX;

      g_assert_null (dz_wire_parse (bytes, DZ_WIRE_REQUEST_BYTES_MAX, &error));
      g_assert_error (error, DZ_WIRE_ERROR, code);
    }
}

static void
test_too_long (void)
{
  g_autofree char *spaces = g_strnfill (DZ_WIRE_REQUEST_BYTES_MAX, ' ');
  g_autofree char *text = g_strconcat ("1", spaces, NULL);
  g_autoptr(GBytes) bytes = bytes_of (text, ANY);
  g_autoptr(GBytes) fitting = g_bytes_new_from_bytes (bytes, 0, DZ_WIRE_REQUEST_BYTES_MAX);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = NULL;

  g_assert_null (dz_wire_parse (bytes, DZ_WIRE_REQUEST_BYTES_MAX, &error));
  g_assert_error (error, DZ_WIRE_ERROR, DZ_WIRE_ERROR_SIZE);
  g_clear_error (&error);
  node = dz_wire_parse (fitting, DZ_WIRE_REQUEST_BYTES_MAX, &error);
  g_assert_no_error (error);
  g_assert_cmpint (json_node_get_int (node), ==, 1);
}

static void
test_print (void)
{
  static const char text[] = "{\"a\":[1,2.5,null,true,\"中\"],\"b\":{}}";
  g_autoptr(GBytes) bytes = bytes_of (text, ANY);
  g_autoptr(JsonNode) node = dz_wire_parse (bytes, DZ_WIRE_ANSWER_BYTES_MAX, NULL);
  g_autoptr(GBytes) printed = dz_wire_print (node);

  g_assert_cmpmem (g_bytes_get_data (printed, NULL), g_bytes_get_size (printed), text,
                   strlen (text));
}

/* What is printed is read by the other side, so it must be JSON: powers of ten have no point, and
 * no control character stands by itself. */
static void
test_print_is_json (void)
{
  static const char strings[] = "\"1e+20.0\",\"a\\\"1e5.0\\\\\",true,\"\\u001f\\u007f\"]";
  g_autofree char *text = g_strconcat ("[1e20,-1e-10,1e100,2.5e-7,", strings, NULL);
  g_autofree char *expected =
    g_strconcat ("[1e+20,-1e-10,1e+100,2.4999999999999999e-07,", strings, NULL);
  g_autoptr(GBytes) bytes = bytes_of (text, ANY);
  g_autoptr(JsonNode) node = dz_wire_parse (bytes, DZ_WIRE_ANSWER_BYTES_MAX, NULL);
  g_autoptr(GBytes) printed = dz_wire_print (node);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) again = dz_wire_parse (printed, DZ_WIRE_ANSWER_BYTES_MAX, &error);

  g_assert_no_error (error);
  g_assert_nonnull (again);
  g_assert_cmpmem (g_bytes_get_data (printed, NULL), g_bytes_get_size (printed), expected,
                   strlen (expected));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/parse/good", test_good);
  g_test_add_func ("/wire/parse/bad", test_bad);
  g_test_add_func ("/wire/parse/depth-bomb", test_depth_bomb);
  g_test_add_func ("/wire/parse/too-long", test_too_long);
  g_test_add_func ("/wire/parse/print", test_print);
  g_test_add_func ("/wire/parse/print-is-json", test_print_is_json);
  return g_test_run ();
}
