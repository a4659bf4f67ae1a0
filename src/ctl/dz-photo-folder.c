/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-folder.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dz-ctl-command.h"

/* Translators: each follows the name of a file and a colon */
#define NO_FILE N_("it is no file; folders and links in the folder are not followed")
#define NO_JPEG_NAME N_("its name does not end in .jpg or .jpeg")
#define TOO_LONG N_("it has more than 20 MB")
#define UNREADABLE N_("it cannot be read")
#define LONG_NAME N_("its name is longer than any number")
#define BAD_NAME N_("its name is not UTF-8")

#define STEM_BYTES_MAX 255 /* as the service takes them */

static void
photo_file_free (gpointer data)
{
  DzPhotoFile *self = data;

  g_free (self->name);
  g_free (self->path);
  g_free (self->stem);
  g_free (self);
}

/* A name may hold what moves the cursor of who reads it. */
static char *
make_printable (const char *name)
{
  g_autofree char *valid = g_filename_display_name (name);
  GString *text = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      g_string_append_unichar (text, g_unichar_isprint (letter) ? letter : 0xfffd);
    }
  return g_string_free (text, FALSE);
}

/* NULL where the name does not end as a JPEG's does. */
static char *
dup_stem (const char *name)
{
  static const char *const endings[] = { ".jpg", ".jpeg" };
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  gsize length = strlen (normal);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize rest = length - MIN (length, strlen (endings[i]));

      if (rest > 0 && g_ascii_strcasecmp (normal + rest, endings[i]) == 0)
        return g_strndup (normal, rest);
    }
  return NULL;
}

static DzPhotoFile *
photo_file_new (const char *folder,
                const char *name,
                guint64    *n_bytes)
{
  DzPhotoFile *self = g_new0 (DzPhotoFile, 1);
  struct stat status;

  self->name = make_printable (name);
  self->path = g_build_filename (folder, name, NULL);
  self->stem = g_utf8_validate (name, -1, NULL) ? dup_stem (name) : NULL;
  if (lstat (self->path, &status) != 0 || !S_ISREG (status.st_mode))
    self->problem = NO_FILE;
  else if (!g_utf8_validate (name, -1, NULL))
    self->problem = BAD_NAME;
  else if (self->stem == NULL)
    self->problem = NO_JPEG_NAME;
  else if (strlen (self->stem) > STEM_BYTES_MAX)
    self->problem = LONG_NAME;
  else if (status.st_size > DZ_PHOTO_FOLDER_FILE_BYTES_MAX)
    self->problem = TOO_LONG;
  else
    *n_bytes += (guint64) status.st_size;
  return self;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const DzPhotoFile *const *first = a;
  const DzPhotoFile *const *second = b;

  return strcmp ((*first)->path, (*second)->path);
}

static GDir *
open_folder (const char *path,
             GError    **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr(GError) met = NULL;
  GDir *folder = g_dir_open (path, 0, &met);

  if (folder == NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    dz_ctl_refuse (error, _("%s is no folder; unpack an archive of photos into one first."), shown);
  else if (folder == NULL)
    dz_ctl_refuse (error, _("The folder %s cannot be read: %s."), shown, met->message);
  return folder;
}

static gboolean
check_size (guint   n_files,
            guint64 n_bytes,
            GError **error)
{
  if (n_files > DZ_PHOTO_FOLDER_FILES_MAX)
    return dz_ctl_refuse (error, _("The folder has more than %u files, so none was looked at."),
                          DZ_PHOTO_FOLDER_FILES_MAX);
  return n_bytes <= DZ_PHOTO_FOLDER_BYTES_MAX ||
         dz_ctl_refuse (error,
                        _("The photos have more than 4 GB together, so none was looked at."));
}

/**
 * dz_photo_folder_list:
 * @path: a folder
 * @error: return location; DZ_CTL_ERROR_WRONG where it cannot be read or holds too much
 *
 * Lists what lies in a folder, but not in folders in it. What is no photo by its name, size or kind
 * says so.
 *
 * Returns: (transfer full) (nullable) (element-type DzPhotoFile): its files by name
 */
GPtrArray *
dz_photo_folder_list (const char *path,
                      GError    **error)
{
  g_autoptr(GDir) folder = open_folder (path, error);
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (photo_file_free);
  guint64 n_bytes = 0;
  const char *name;

  if (folder == NULL)
    return NULL;
  while (files->len <= DZ_PHOTO_FOLDER_FILES_MAX && (name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (files, photo_file_new (path, name, &n_bytes));
  g_ptr_array_sort (files, compare_names);
  return check_size (files->len, n_bytes, error) ? g_steal_pointer (&files) : NULL;
}

static GBytes *
read_all (int          fd,
          const char **problem)
{
  g_autofree guint8 *data = g_malloc (DZ_PHOTO_FOLDER_FILE_BYTES_MAX + 1);
  gsize length = 0;
  gssize n = 1;

  /* One byte more than is taken, so that a file that grew is seen to be longer. */
  while (length <= DZ_PHOTO_FOLDER_FILE_BYTES_MAX && n > 0)
    {
      n = read (fd, data + length, DZ_PHOTO_FOLDER_FILE_BYTES_MAX + 1 - length);
      length += (gsize) MAX (n, 0);
    }
  *problem = n < 0 ? UNREADABLE : length > DZ_PHOTO_FOLDER_FILE_BYTES_MAX ? TOO_LONG : NULL;
  return *problem == NULL ? g_bytes_new (data, length) : NULL;
}

/**
 * dz_photo_file_load:
 * @self: a file without a problem
 * @problem: (out): why it cannot be loaded, untranslated
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
dz_photo_file_load (const DzPhotoFile *self,
                    const char       **problem)
{
  int fd = open (self->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  GBytes *bytes;

  *problem = UNREADABLE;
  if (fd < 0)
    return NULL;
  bytes = read_all (fd, problem);
  close (fd);
  return bytes;
}
