/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-flat-node.h"
#include "dz-flatbuffer.h"

static const gint32 ints[] = { 7, -8, 900 };

/* A table with one field of each sort: a byte, an integer, a table with an integer, a list of two
 * tables, a vector, a text; field 6 is left out. */
static GBytes *
write_sample (void)
{
  DzFlatNode *root = dz_flat_node_table (), *inner = dz_flat_node_table ();
  DzFlatNode *list = dz_flat_node_list ();

  dz_flat_node_set_int (inner, 1, -5);
  for (guint i = 0; i < 2; i++)
    {
      DzFlatNode *entry = dz_flat_node_table ();

      dz_flat_node_set_int (entry, 0, 10 + i);
      dz_flat_node_add (list, entry);
    }
  dz_flat_node_set_byte (root, 0, 200);
  dz_flat_node_set_int (root, 1, -123456);
  dz_flat_node_set (root, 2, inner);
  dz_flat_node_set (root, 3, list);
  dz_flat_node_set (root, 4, dz_flat_node_ints (ints, G_N_ELEMENTS (ints)));
  dz_flat_node_set (root, 5, dz_flat_node_text ("a text"));
  dz_flat_node_set_int (root, 7, 1);
  return dz_flat_node_write (root, "TEST");
}

static DzFlatBuffer
buffer_of (GBytes *bytes)
{
  return (DzFlatBuffer) { .data = g_bytes_get_data (bytes, NULL),
                          .length = g_bytes_get_size (bytes) };
}

/* Reads all of the sample, as far as it goes; the sum says something about every part. */
static gint64
read_sample (DzFlatBuffer *buffer)
{
  DzFlatTable root = dz_flat_buffer_get_root (buffer, "TEST");
  DzFlatTable inner = dz_flat_table_get_table (&root, 2);
  DzFlatVector list = dz_flat_table_get_vector (&root, 3, 4);
  DzFlatVector numbers = dz_flat_table_get_vector (&root, 4, 4);
  g_autofree char *text = dz_flat_table_dup_string (&root, 5, 100);
  gint64 sum = dz_flat_table_get_byte (&root, 0);

  sum += dz_flat_table_get_int (&root, 1, 0) + dz_flat_table_get_int (&inner, 1, 0);
  sum += dz_flat_table_get_int (&root, 6, 0) + dz_flat_table_get_int (&root, 100, 0);
  for (guint i = 0; i < list.n; i++)
    {
      DzFlatTable entry = dz_flat_vector_get_table (&list, i);

      sum += dz_flat_table_get_int (&entry, 0, 0);
    }
  for (guint i = 0; i < numbers.n; i++)
    sum += dz_flat_vector_get_int (&numbers, i);
  return sum + strlen (text);
}

#define SAMPLE_SUM (200 - 123456 - 5 + 10 + 11 + 7 - 8 + 900 + 6)

static void
test_read (void)
{
  g_autoptr(GBytes) bytes = write_sample ();
  DzFlatBuffer buffer = buffer_of (bytes);
  DzFlatTable root = dz_flat_buffer_get_root (&buffer, "TEST");
  DzFlatVector numbers = dz_flat_table_get_vector (&root, 4, 4);
  g_autofree char *text = dz_flat_table_dup_string (&root, 5, 6);

  g_assert_cmpint (read_sample (&buffer), ==, SAMPLE_SUM);
  g_assert_cmpint (dz_flat_table_get_byte (&root, 0), ==, 200);
  g_assert_cmpint (dz_flat_table_get_int (&root, 1, 3), ==, -123456);
  g_assert_cmpuint (numbers.n, ==, 3);
  g_assert_cmpint (dz_flat_vector_get_int (&numbers, 1), ==, -8);
  g_assert_cmpmem (dz_flat_vector_get_bytes (&numbers), 12, ints, 12);
  g_assert_cmpstr (text, ==, "a text");
  g_assert_false (buffer.is_broken);
}

/* What is left out is absent, and what is absent has nothing; none of that is broken. */
static void
test_absent (void)
{
  g_autoptr(GBytes) bytes = write_sample ();
  DzFlatBuffer buffer = buffer_of (bytes);
  DzFlatTable root = dz_flat_buffer_get_root (&buffer, "TEST");
  DzFlatTable inner = dz_flat_table_get_table (&root, 6);
  DzFlatTable deeper = dz_flat_table_get_table (&inner, 0);
  DzFlatVector none = dz_flat_table_get_vector (&deeper, 0, 4);
  g_autofree char *text = dz_flat_table_dup_string (&deeper, 1, 5);

  g_assert_null (inner.buffer);
  g_assert_cmpint (dz_flat_table_get_int (&root, 6, 42), ==, 42);
  g_assert_cmpint (dz_flat_table_get_int (&inner, 0, 43), ==, 43);
  g_assert_cmpuint (none.n, ==, 0);
  g_assert_null (dz_flat_vector_get_bytes (&none));
  g_assert_cmpstr (text, ==, "");
  g_assert_false (buffer.is_broken);
}

static void
test_kind (void)
{
  g_autoptr(GBytes) bytes = write_sample ();
  DzFlatBuffer buffer = buffer_of (bytes);
  DzFlatTable root = dz_flat_buffer_get_root (&buffer, "TFL3");

  g_assert_null (root.buffer);
  g_assert_true (buffer.is_broken);
  g_assert_cmpuint (buffer.broken_at, ==, 4);
}

static void
test_long_text (void)
{
  g_autoptr(GBytes) bytes = write_sample ();
  DzFlatBuffer buffer = buffer_of (bytes);
  DzFlatTable root = dz_flat_buffer_get_root (&buffer, "TEST");
  g_autofree char *text = dz_flat_table_dup_string (&root, 5, 5);

  g_assert_cmpstr (text, ==, "");
  g_assert_true (buffer.is_broken);
}

/* A vector that says it has more than the file holds, also where the product would overflow. */
static void
test_long_vector (void)
{
  static const guint sizes[] = { 4, 65536, G_MAXUINT };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GBytes) bytes = write_sample ();
      DzFlatBuffer buffer = buffer_of (bytes);
      DzFlatTable root = dz_flat_buffer_get_root (&buffer, "TEST");
      DzFlatVector vector = dz_flat_table_get_vector (&root, 4, sizes[i]);

      g_assert_cmpuint (vector.n, ==, i == 0 ? 3 : 0);
      g_assert_cmpint (buffer.is_broken, ==, i > 0);
    }
}

/* Cut at every length, in a block of its own so that a read beyond it is seen. */
static void
test_truncated (void)
{
  g_autoptr(GBytes) bytes = write_sample ();
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length; i++)
    {
      g_autofree guint8 *part = g_memdup2 (data, i);
      DzFlatBuffer buffer = { .data = part, .length = i };

      read_sample (&buffer);
      g_assert_true (buffer.is_broken);
    }
}

/* Every byte with every value: nothing is read that is not there, and all of it ends. */
static void
test_altered (void)
{
  g_autoptr(GBytes) bytes = write_sample ();
  gsize length;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  guint n_broken = 0;

  length = g_bytes_get_size (bytes);
  for (gsize i = 0; i < length; i++)
    {
      guint8 before = data[i];

      for (guint value = 0; value < 256; value++)
        {
          DzFlatBuffer buffer = { .data = data, .length = length };

          data[i] = value;
          read_sample (&buffer);
          n_broken += buffer.is_broken;
        }
      data[i] = before;
    }
  g_assert_cmpuint (n_broken, >, length * 256 / 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flatbuffer/read", test_read);
  g_test_add_func ("/flatbuffer/absent", test_absent);
  g_test_add_func ("/flatbuffer/kind", test_kind);
  g_test_add_func ("/flatbuffer/long-text", test_long_text);
  g_test_add_func ("/flatbuffer/long-vector", test_long_vector);
  g_test_add_func ("/flatbuffer/truncated", test_truncated);
  g_test_add_func ("/flatbuffer/altered", test_altered);
  return g_test_run ();
}
