/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-examiner-program.h"

#include "dz-config.h"

#define PROGRAM "duizhao-examiner"

/* What may pass into the helper: nothing that could be a secret. */
static const char *const kept_names[] = {
  "PATH", "DUIZHAO_MODELS", "LD_LIBRARY_PATH", "GCONV_PATH", "G_DEBUG", "MALLOC_PERTURB_",
  "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS",
};

#define KEPT_PREFIX "DZ_EXAMINER_"

static char *
find_beside (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *path = folder != NULL ? g_build_filename (folder, PROGRAM, NULL) : NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return NULL;
  return g_steal_pointer (&path);
}

/**
 * dz_examiner_program_find:
 * @wanted: (nullable): a path that the caller insists on
 *
 * Finds the helper: what is wanted, else the environment's DZ_EXAMINER, else beside the running
 * program (a build folder), else where it is installed.
 *
 * Returns: (transfer full): a path; whether it is there is seen at the start
 */
char *
dz_examiner_program_find (const char *wanted)
{
  const char *set = g_getenv ("DZ_EXAMINER");
  char *beside;

  if (wanted != NULL)
    return g_strdup (wanted);
  if (set != NULL && *set != '\0')
    return g_strdup (set);
  beside = find_beside ();
  return beside != NULL ? beside : g_build_filename (DZ_LIBEXEC_DIR, PROGRAM, NULL);
}

static gboolean
is_kept (const char *setting)
{
  if (g_str_has_prefix (setting, KEPT_PREFIX))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (kept_names); i++)
    {
      const char *end = g_str_has_prefix (setting, kept_names[i])
                          ? setting + strlen (kept_names[i]) : NULL;

      if (end != NULL && *end == '=')
        return TRUE;
    }
  return FALSE;
}

/**
 * dz_examiner_program_environment:
 * @environment: the running program's
 *
 * Makes the helper's environment: the few names it can use, memory taken from the one allocator
 * whose failure the helper can answer to and in large pages, which a child need not find one by
 * one, and every function looked up at the start, not again in each child.
 *
 * Returns: (transfer full): settings
 */
char **
dz_examiner_program_environment (char **environment)
{
  g_autoptr(GStrvBuilder) kept = g_strv_builder_new ();

  for (guint i = 0; environment != NULL && environment[i] != NULL; i++)
    {
      if (is_kept (environment[i]))
        g_strv_builder_add (kept, environment[i]);
    }
  g_strv_builder_add (kept, "G_SLICE=always-malloc");
  g_strv_builder_add (kept, "LD_BIND_NOW=1");
  g_strv_builder_add (kept, "GLIBC_TUNABLES=glibc.malloc.hugetlb=1");
  return g_strv_builder_end (kept);
}
