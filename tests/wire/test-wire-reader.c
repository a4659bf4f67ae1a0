/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "dz-wire.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  JsonNode *node = dz_wire_parse (bytes, DZ_WIRE_REQUEST_BYTES_MAX, &error);

  g_assert_no_error (error);
  return node;
}

typedef enum { INT, STRING, BOOLEAN, NUMBER, STRINGS, ID, HASH } Kind;

static void
read_kind (DzWireReader *reader,
           Kind          kind)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) strings = NULL;

  switch (kind)
    {
    case INT:
      dz_wire_reader_get_int (reader, "a", 0, 10);
      break;
    case STRING:
      text = dz_wire_reader_dup_string (reader, "a");
      break;
    case BOOLEAN:
      dz_wire_reader_get_boolean (reader, "a");
      break;
    case NUMBER:
      dz_wire_reader_get_number (reader, "a");
      break;
    case STRINGS:
      strings = dz_wire_reader_dup_strings (reader, "a", 2);
      break;
    case ID:
      text = dz_wire_reader_dup_id (reader, "a");
      break;
    case HASH:
      text = dz_wire_reader_dup_hash (reader, "a");
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
test_wrong_types (void)
{
  static const struct
  {
    const char *text;
    Kind        kind;
    const char *message;
  } wrong[] = {
    { "[]", INT, "$: is no object" },
    { "null", INT, "$: is no object" },
    { "{}", INT, "$.a: is missing" },
    { "{\"a\":null}", INT, "$.a: is no integer" },
    { "{\"a\":1.0}", INT, "$.a: is no integer" },
    { "{\"a\":\"1\"}", INT, "$.a: is no integer" },
    { "{\"a\":true}", INT, "$.a: is no integer" },
    { "{\"a\":[1]}", INT, "$.a: is no integer" },
    { "{\"a\":-1}", INT, "$.a: is out of range" },
    { "{\"a\":11}", INT, "$.a: is out of range" },
    { "{\"a\":1}", STRING, "$.a: is no string, or too long" },
    { "{\"a\":{}}", STRING, "$.a: is no string, or too long" },
    { "{\"a\":1}", BOOLEAN, "$.a: is neither true nor false" },
    { "{\"a\":\"x\"}", NUMBER, "$.a: is no number" },
    { "{\"a\":\"x\"}", STRINGS, "$.a: is no list" },
    { "{\"a\":[\"x\",1]}", STRINGS, "$.a: holds something else than strings" },
    { "{\"a\":[\"x\",\"y\",\"z\"]}", STRINGS, "$.a: is too long a list" },
    { "{\"a\":\"../../etc/passwd\"}", ID, "$.a: is no id" },
    { "{\"a\":\"ABCDEF0123456789ABCDEF0123456789\"}", ID, "$.a: is no id" },
    { "{\"a\":\"abc\"}", HASH, "$.a: is no SHA-256" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(JsonNode) node = parse (wrong[i].text);
      g_auto(DzWireReader) reader = dz_wire_reader_over (node);
      g_autoptr(GError) error = NULL;

      read_kind (&reader, wrong[i].kind);
      g_assert_false (dz_wire_reader_finish (&reader, &error));
      g_assert_error (error, DZ_WIRE_ERROR, DZ_WIRE_ERROR_SHAPE);
      g_assert_cmpstr (error->message, ==, wrong[i].message);
    }
}

static void
test_right (void)
{
  g_autoptr(JsonNode) node = parse ("{\"i\":9007199254740993,\"n\":null,"
                                     "\"d\":1,\"s\":\"中\",\"l\":[]}");
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);
  g_autofree char *text = NULL;
  g_auto(GStrv) strings = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (dz_wire_reader_get_time (&reader, "i"), ==,
                   G_GINT64_CONSTANT (9007199254740993));
  g_assert_true (isnan (dz_wire_reader_get_number (&reader, "n")));
  g_assert_true (isnan (dz_wire_reader_get_number (&reader, "absent")));
  g_assert_cmpfloat (dz_wire_reader_get_number (&reader, "d"), ==, 1.0);
  text = dz_wire_reader_dup_nullable (&reader, "s");
  g_assert_cmpstr (text, ==, "中");
  g_assert_null (dz_wire_reader_dup_nullable (&reader, "n"));
  strings = dz_wire_reader_dup_strings (&reader, "l", 0);
  g_assert_cmpuint (g_strv_length (strings), ==, 0);
  g_assert_true (dz_wire_reader_finish (&reader, &error));
  g_assert_no_error (error);
}

/* Nothing is read after the first problem, and the first problem is the one told. */
static void
test_first_problem (void)
{
  g_autoptr(JsonNode) node = parse ("{\"a\":\"x\",\"b\":5}");
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (dz_wire_reader_get_int (&reader, "a", 3, 9), ==, 3);
  g_assert_cmpint (dz_wire_reader_get_int (&reader, "b", 0, 9), ==, 0);
  g_assert_cmpint (dz_wire_reader_get_int (&reader, "c", 0, 9), ==, 0);
  g_assert_false (dz_wire_reader_finish (&reader, &error));
  g_assert_cmpstr (error->message, ==, "$.a: is no integer");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/reader/wrong-types", test_wrong_types);
  g_test_add_func ("/wire/reader/right", test_right);
  g_test_add_func ("/wire/reader/first-problem", test_first_problem);
  return g_test_run ();
}
