/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "dz-ctl-command.h"
#include "dz-photo-folder.h"

/* What is being imported, and where to. */
typedef struct
{
  DzCtlTarget *target;   /* unowned */
  GPtrArray   *files;    /* owned, (element-type DzPhotoFile) */
  GPtrArray   *students; /* owned, (element-type utf8): of each file, %NULL where nobody's */
  char        *import;   /* owned */
  guint        n_left_out;
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->students, g_ptr_array_unref);
  g_free (self->import);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* Translators: each follows the name of a file and a colon */
static const char *const sentences[] = {
  [DZ_ADMISSION_RESULT_UNKNOWN_STUDENT] = N_("no student of this school and level has this number"),
  [DZ_ADMISSION_RESULT_SEVERAL_STUDENTS] =
    N_("several students of this school and level have this number"),
  [DZ_ADMISSION_RESULT_SECOND_PHOTO] =
    N_("another file is of the same student; which is right cannot be told"),
  [DZ_ADMISSION_RESULT_NOT_JPEG] = N_("it is no JPEG, whatever its name says"),
  [DZ_ADMISSION_RESULT_UNREADABLE] = N_("it cannot be decoded"),
  [DZ_ADMISSION_RESULT_CUT_SHORT] = N_("its end is missing"),
};

static void
leave_out (Import            *self,
           const DzPhotoFile *file,
           const char        *why)
{
  self->n_left_out++;
  /* Translators: name of a file, and why it was not kept */
  g_print (_("%s: %s\n"), file->name, _(why));
}

static gboolean
match (Import  *self,
       GError **error)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      DzPhotoFile *file = g_ptr_array_index (self->files, i);
      DzAdmissionResult refusal;
      char *student = NULL;

      if (file->problem == NULL &&
          !dz_ctl_target_match_admission (self->target, self->import, file->stem, &student,
                                          &refusal, error))
        return FALSE;
      if (file->problem == NULL && student == NULL)
        file->problem = sentences[refusal];
      g_ptr_array_add (self->students, student);
    }
  return TRUE;
}

/* Of two files for one student neither is taken: which is right cannot be told from a name. */
static void
find_repeated (Import *self)
{
  g_autoptr(GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->files->len; i++)
    {
      DzPhotoFile *file = g_ptr_array_index (self->files, i);
      char *student = g_ptr_array_index (self->students, i);
      DzPhotoFile *before;

      if (student == NULL)
        continue;
      before = g_hash_table_lookup (first, student);
      if (before == NULL)
        g_hash_table_insert (first, student, file);
      else
        before->problem = file->problem = sentences[DZ_ADMISSION_RESULT_SECOND_PHOTO];
    }
}

static gboolean
send (Import      *self,
      DzPhotoFile *file,
      const char  *student,
      GError     **error)
{
  g_autoptr(GBytes) photo = NULL;
  DzAdmissionResult result;

  if (file->problem == NULL)
    photo = dz_photo_file_load (file, &file->problem);
  if (photo != NULL)
    {
      if (!dz_ctl_target_put_admission (self->target, self->import, student, photo, &result, error))
        return FALSE;
      file->problem = result < G_N_ELEMENTS (sentences) ? sentences[result] : NULL;
    }
  if (file->problem != NULL)
    leave_out (self, file, file->problem);
  return TRUE;
}

static gboolean
send_all (Import  *self,
          GError **error)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      if (!send (self, g_ptr_array_index (self->files, i), g_ptr_array_index (self->students, i),
                 error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
import (Import        *self,
        const char    *school,
        DzLevel        level,
        DzAdmissionKey key,
        GError       **error)
{
  DzAdmissionCounts counts;

  self->import = dz_ctl_target_begin_admissions (self->target, school, level, key, error);
  if (self->import == NULL || !match (self, error))
    return FALSE;
  find_repeated (self);
  if (!send_all (self, error) ||
      !dz_ctl_target_end_admissions (self->target, self->import, self->n_left_out, &counts, error))
    return FALSE;
  g_print (_("added %u, replaced %u, same %u\n"), counts.added, counts.replaced, counts.same);
  return self->n_left_out == 0 ||
         dz_ctl_refuse (error, _("%u of %u files were left out; the others were kept."),
                        self->n_left_out, self->files->len);
}

static gboolean
read_scope (const char     *school,
            const char     *level_text,
            const char     *by,
            DzLevel        *level,
            DzAdmissionKey *key,
            GError        **error)
{
  if (school == NULL || level_text == NULL)
    return dz_ctl_refuse_usage (error, _("Say with --school and --level whose photos they are."));
  if (!dz_level_from_text (level_text, level))
    return dz_ctl_refuse_usage (error, _("“%s” is no level; there are associate, bachelor, master "
                                         "and doctor."), level_text);
  return by == NULL || dz_admission_key_from_nick (by, key) ||
         dz_ctl_refuse_usage (error, _("“%s” is nothing that files are named by; there are "
                                       "identifier and id-number."), by);
}

/**
 * dz_ctl_roster_photos:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Imports the photos that students were admitted with. Files that cannot be kept are listed by
 * name, and all others are kept.
 *
 * Returns: whether every file was kept
 */
gboolean
dz_ctl_roster_photos (const DzCtlCommand *command,
                      char              **argv,
                      GError            **error)
{
  g_autofree char *school = NULL;
  g_autofree char *level_text = NULL;
  g_autofree char *by = NULL;
  const GOptionEntry entries[] = {
    { "school", 0, 0, G_OPTION_ARG_FILENAME, &school, N_("Code of the school"), N_("CODE") },
    { "level", 0, 0, G_OPTION_ARG_FILENAME, &level_text,
      N_("Level of the students: associate, bachelor, master or doctor"), N_("LEVEL") },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by,
      N_("What the files are named by: identifier (unless said) or id-number"), N_("WHAT") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_auto(GStrv) rest = NULL;
  g_auto(Import) made = { .target = target };
  DzAdmissionKey key = DZ_ADMISSION_KEY_IDENTIFIER;
  DzLevel level;

  if (!dz_ctl_parse (command, argv, entries, target, &rest, error) ||
      !dz_ctl_expect (rest, 1, 1, error) ||
      !read_scope (school, level_text, by, &level, &key, error))
    return FALSE;
  made.files = dz_photo_folder_list (rest[0], error);
  made.students = g_ptr_array_new_with_free_func (g_free);
  return made.files != NULL && dz_ctl_target_open (target, FALSE, error) &&
         import (&made, school, level, key, error);
}
