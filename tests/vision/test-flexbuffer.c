/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-flexbuffer.h"

#include <math.h>

#define PACKED(kind, width_bits) ((kind) << 2 | (width_bits))
#define INT 1
#define UINT 2
#define FLOAT 3
#define MAP 9
#define VECTOR_INT 11

/* { "c": [3, -4, 5], "i": -2, "u": 250, "x": 1.5 }, by the encoding's rules: keys, the list with
 * its length before it, the keys' offsets, the map with its head before it, kinds, the root. */
static const guint8 sample[] = {
  'c', 0, 'i', 0, 'u', 0, 'x', 0,                            /* 0: keys */
  3, 3, 0xfc, 5,                                             /* 8: length, list at 9 */
  4, 13, 12, 11, 10,                                         /* 12: count, offsets at 13 */
  0, 0, 0,                                                   /* 17: padding */
  7, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0,                        /* 20: head: keys, width, count */
  23, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 250, 0, 0, 0,         /* 32: values */
  0, 0, 0xc0, 0x3f,
  PACKED (VECTOR_INT, 0), PACKED (INT, 2), PACKED (UINT, 2), PACKED (FLOAT, 2),
  20, PACKED (MAP, 2), 1,                                    /* 52: root */
};

static gint64
read_sample (const guint8 *data,
             gsize         length)
{
  DzFlexMap map;
  gint64 values[3] = { 0 }, value = 0;
  double number = 0;
  guint n = 0;

  if (!dz_flex_map_init (&map, data, length))
    return -1;
  dz_flex_map_get_int (&map, "i", &value);
  dz_flex_map_get_int (&map, "u", &value);
  dz_flex_map_get_float (&map, "x", &number);
  dz_flex_map_get_ints (&map, "c", values, G_N_ELEMENTS (values), &n);
  g_assert_cmpuint (n, <=, G_N_ELEMENTS (values));
  return n;
}

static void
test_read (void)
{
  DzFlexMap map;
  gint64 value, values[3];
  double number;
  guint n;

  g_assert_true (dz_flex_map_init (&map, sample, sizeof sample));
  g_assert_true (dz_flex_map_get_int (&map, "i", &value));
  g_assert_cmpint (value, ==, -2);
  g_assert_true (dz_flex_map_get_int (&map, "u", &value));
  g_assert_cmpint (value, ==, 250);
  g_assert_true (dz_flex_map_get_float (&map, "x", &number));
  g_assert_cmpfloat (number, ==, 1.5);
  g_assert_true (dz_flex_map_get_ints (&map, "c", values, 3, &n));
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (values[0], ==, 3);
  g_assert_cmpint (values[1], ==, -4);
  g_assert_cmpint (values[2], ==, 5);
}

/* A key that is not there, the beginning of one, a value of another kind, a list too long. */
static void
test_refused (void)
{
  DzFlexMap map;
  gint64 value, values[3];
  double number;
  guint n;

  g_assert_true (dz_flex_map_init (&map, sample, sizeof sample));
  g_assert_false (dz_flex_map_get_int (&map, "y", &value));
  g_assert_false (dz_flex_map_get_int (&map, "", &value));
  g_assert_false (dz_flex_map_get_int (&map, "ii", &value));
  g_assert_false (dz_flex_map_get_int (&map, "x", &value));
  g_assert_false (dz_flex_map_get_int (&map, "c", &value));
  g_assert_false (dz_flex_map_get_float (&map, "i", &number));
  g_assert_false (dz_flex_map_get_ints (&map, "i", values, 3, &n));
  g_assert_false (dz_flex_map_get_ints (&map, "c", values, 2, &n));
}

static void
test_no_map (void)
{
  static const guint8 number[] = { 5, PACKED (INT, 0), 1 };
  static const guint8 width[] = { 5, PACKED (MAP, 0), 3 };
  DzFlexMap map;

  g_assert_false (dz_flex_map_init (&map, NULL, 0));
  g_assert_false (dz_flex_map_init (&map, number, sizeof number));
  g_assert_false (dz_flex_map_init (&map, width, sizeof width));
}

/* The end of the bytes is where reading begins: each beginning cut off is another file. */
static void
test_truncated (void)
{
  for (gsize i = 1; i < sizeof sample; i++)
    {
      g_autofree guint8 *end = g_memdup2 (sample + i, sizeof sample - i);
      g_autofree guint8 *start = g_memdup2 (sample, sizeof sample - i);

      read_sample (end, sizeof sample - i);
      read_sample (start, sizeof sample - i);
    }
}

static void
test_altered (void)
{
  g_autofree guint8 *data = g_memdup2 (sample, sizeof sample);
  guint n_refused = 0;

  for (gsize i = 0; i < sizeof sample; i++)
    {
      for (guint value = 0; value < 256; value++)
        {
          data[i] = value;
          n_refused += read_sample (data, sizeof sample) < 0;
        }
      data[i] = sample[i];
    }
  g_assert_cmpuint (n_refused, >, 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flexbuffer/read", test_read);
  g_test_add_func ("/flexbuffer/refused", test_refused);
  g_test_add_func ("/flexbuffer/no-map", test_no_map);
  g_test_add_func ("/flexbuffer/truncated", test_truncated);
  g_test_add_func ("/flexbuffer/altered", test_altered);
  return g_test_run ();
}
