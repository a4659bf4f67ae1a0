/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-diff.h"

#include <string.h>

/* The built-in profile with its one occurrence of @old replaced. */
static DzProfile *
change (const char *old,
        const char *new)
{
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-2022", NULL);
  GBytes *json = dz_profile_get_json (profile);
  GString *text = g_string_new_len (g_bytes_get_data (json, NULL),
                                    (gssize) g_bytes_get_size (json));
  g_autoptr(GBytes) changed = NULL;
  g_autoptr(GError) error = NULL;
  DzProfile *result;

  g_assert_cmpuint (g_string_replace (text, old, new, 0), ==, 1);
  changed = g_string_free_to_bytes (text);
  result = dz_profile_parse (changed, &error);
  g_assert_no_error (error);
  return result;
}

static GPtrArray *
diff_to (DzProfile *other)
{
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-2022", NULL);

  return dz_profile_diff (profile, other);
}

static void
test_one_limit (void)
{
  static const struct
  {
    const char *old, *new, *path, *before, *after;
  } cases[] = {
    { "\"dpi\": 300", "\"dpi\": 350", "file.dpi", "300", "350" },
    { "\"version\": \"3\"", "\"version\": \"4\"", "version", "\"3\"", "\"4\"" },
    { "\"crown\": { \"pass\": [50, 110]", "\"crown\": { \"pass\": [52.5, 110]",
      "position.crown.pass", "[50, 110]", "[52.5, 110]" },
    { "\"brows\": { \"look\": null", "\"brows\": { \"look\": 0.15", "hair.brows.look", "null",
      "0.15" },
    { "\"ratio\": 0.22", "\"ratio\": 0.225", "sharpness.ratio", "0.22", "0.225" },
    { "\"hue_deg\": [230, 285]", "\"hue_deg\": [230, 280]", "wall.colours[0].hue_deg",
      "[230, 285]", "[230, 280]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DzProfile) other = change (cases[i].old, cases[i].new);
      g_autoptr(GPtrArray) changes = diff_to (other);
      const DzProfileChange *only;

      g_test_message ("%s", cases[i].path);
      g_assert_cmpuint (changes->len, ==, 1);
      only = g_ptr_array_index (changes, 0);
      g_assert_cmpstr (only->path, ==, cases[i].path);
      g_assert_cmpstr (only->before, ==, cases[i].before);
      g_assert_cmpstr (only->after, ==, cases[i].after);
    }
}

/* Another way to write the same is no change, though it is another hash. */
static void
test_same (void)
{
  g_autoptr(DzProfile) spaced = change ("\"dpi\": 300", "\"dpi\":   300.0");
  g_autoptr(DzProfile) itself = dz_profile_find ("graduate-2022", NULL);
  g_autoptr(GPtrArray) changes = diff_to (spaced);
  g_autoptr(GPtrArray) none = diff_to (itself);

  g_assert_cmpuint (changes->len, ==, 0);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpstr (dz_profile_get_hash (spaced), !=, dz_profile_get_hash (itself));
}

/* A wall more or less has nothing on the other side. */
static void
test_walls (void)
{
  g_autoptr(DzProfile) fewer =
    change (",\n      { \"name\": \"grey\", \"outcome\": \"warn\", \"chroma\": [0, 9], "
            "\"lightness\": [35, 88] }", "");
  g_autoptr(DzProfile) now = dz_profile_find ("graduate-2022", NULL);
  g_autoptr(GPtrArray) gone = diff_to (fewer);
  g_autoptr(GPtrArray) come = dz_profile_diff (fewer, now);
  const DzProfileChange *change_of_wall = g_ptr_array_index (gone, 0);

  g_assert_cmpuint (gone->len, ==, 1);
  g_assert_cmpstr (change_of_wall->path, ==, "wall.colours[5]");
  g_assert_nonnull (strstr (change_of_wall->before, "grey"));
  g_assert_null (change_of_wall->after);
  g_assert_cmpuint (come->len, ==, 1);
  change_of_wall = g_ptr_array_index (come, 0);
  g_assert_null (change_of_wall->before);
  g_assert_nonnull (strstr (change_of_wall->after, "grey"));
}

/* The built-in ones differ by what they are for. */
static void
test_built_in (void)
{
  g_autoptr(DzProfile) white = dz_profile_find ("graduate-white", NULL);
  g_autoptr(DzProfile) older = dz_profile_find ("older-7-10", NULL);
  g_autoptr(GPtrArray) walls = diff_to (white);
  g_autoptr(GPtrArray) heads = diff_to (older);

  for (guint i = 0; i < walls->len; i++)
    {
      const DzProfileChange *changed = g_ptr_array_index (walls, i);

      g_assert_true (g_str_has_prefix (changed->path, "wall.colours[") ||
                     g_str_equal (changed->path, "id") || g_str_equal (changed->path, "version") ||
                     g_str_has_prefix (changed->path, "title."));
    }
  for (guint i = 0; i < heads->len; i++)
    {
      const DzProfileChange *changed = g_ptr_array_index (heads, i);

      g_assert_true (g_str_has_prefix (changed->path, "position.") ||
                     g_str_equal (changed->path, "id") || g_str_equal (changed->path, "version") ||
                     g_str_has_prefix (changed->path, "title."));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile-diff/one-limit", test_one_limit);
  g_test_add_func ("/profile-diff/same", test_same);
  g_test_add_func ("/profile-diff/walls", test_walls);
  g_test_add_func ("/profile-diff/built-in", test_built_in);
  return g_test_run ();
}
