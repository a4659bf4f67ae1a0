/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-check.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dz-rules.h"

/* As much as the examiner takes, and one byte more, so that it sees that there is more. */
static const DzExaminerLimits limits = DZ_EXAMINER_LIMITS_DEFAULT;
#define READ_MAX (limits.bytes_max + 1)

/**
 * dz_photo_check_new:
 * @file: path of a file
 *
 * Returns: (transfer full): a check that was not run yet
 */
DzPhotoCheck *
dz_photo_check_new (const char *file)
{
  DzPhotoCheck *self = g_new0 (DzPhotoCheck, 1);

  self->file = g_strdup (file);
  self->findings = dz_findings_new ();
  return self;
}

/**
 * dz_photo_check_free:
 * @self: (transfer full) (nullable): a check
 */
void
dz_photo_check_free (DzPhotoCheck *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_free (self->sha256);
  g_free (self->problem);
  g_free (self->models_fault);
  g_clear_pointer (&self->measurement, dz_measurement_free);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

/* A pipe would never end and a device may answer anything: files only. */
static gboolean
check_kind (int      fd,
            goffset *size,
            char   **problem)
{
  struct stat about;

  if (fstat (fd, &about) != 0)
    *problem = g_strdup_printf (_("The file cannot be read: %s."), g_strerror (errno));
  else if (S_ISDIR (about.st_mode))
    *problem = g_strdup (_("This is a folder; name the files in it."));
  else if (!S_ISREG (about.st_mode))
    *problem = g_strdup (_("This is not a file."));
  else
    *size = about.st_size;
  return *problem == NULL;
}

static GBytes *
read_bounded (int    fd,
              char **problem)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint8 chunk[65536];
  ssize_t n = 1;

  while (n > 0 && bytes->len < READ_MAX)
    {
      n = read (fd, chunk, MIN (sizeof chunk, READ_MAX - bytes->len));
      if (n > 0)
        g_byte_array_append (bytes, chunk, (guint) n);
    }
  if (n >= 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  *problem = g_strdup_printf (_("The file cannot be read: %s."), g_strerror (errno));
  return NULL;
}

static GBytes *
load (const char *file,
      goffset    *size,
      char      **problem)
{
  int fd = open (file, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  GBytes *bytes;

  if (fd < 0)
    {
      *problem = g_strdup_printf (_("The file cannot be read: %s."), g_strerror (errno));
      return NULL;
    }
  bytes = check_kind (fd, size, problem) ? read_bounded (fd, problem) : NULL;
  close (fd);
  return bytes;
}

/* The rest of a file that is too long was not read: what is said of it is its true length. */
static void
tell_true_length (DzPhotoCheck *self,
                  goffset       size)
{
  const DzQuantityInfo *info = dz_quantity_get_info (DZ_QUANTITY_BYTES);

  dz_measurement_set (self->measurement, DZ_QUANTITY_BYTES, MIN ((double) size, info->max));
  g_free (self->measurement->problem);
  self->measurement->problem =
    g_strdup_printf ("the file has more than %" G_GSIZE_FORMAT " bytes", limits.bytes_max);
}

/**
 * dz_photo_check_run:
 * @self: a check
 * @examiner: what measures
 * @profile: the limits
 *
 * Reads the file, at most as much as the examiner takes, measures and judges it. There is no
 * register here, so the rules that ask it say nothing. May be called from any thread.
 */
void
dz_photo_check_run (DzPhotoCheck *self,
                    DzExaminer   *examiner,
                    DzProfile    *profile)
{
  g_autoptr(GError) error = NULL;
  goffset size = 0;
  g_autoptr(GBytes) bytes = load (self->file, &size, &self->problem);

  if (bytes == NULL)
    return;
  g_free (dz_examiner_dup_models (examiner, &self->models_problem));
  self->models_fault = dz_examiner_dup_models_fault (examiner);
  self->measurement = dz_examiner_measure (examiner, bytes, NULL, &error);
  if (self->measurement == NULL)
    {
      self->problem = g_strdup_printf (_("The file could not be measured: %s."), error->message);
      return;
    }
  if (g_bytes_get_size (bytes) > limits.bytes_max)
    tell_true_length (self, size);
  else
    self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_ptr_array_unref (self->findings);
  self->findings = dz_rules_judge (self->measurement, NULL, NULL, profile);
  dz_findings_sort (self->findings);
}

/**
 * dz_photo_check_is_good:
 * @self: a check that was run
 *
 * Returns: whether the file was measured and no rule refuses it by itself
 */
gboolean
dz_photo_check_is_good (const DzPhotoCheck *self)
{
  return self->measurement != NULL && !dz_findings_refuse (self->findings);
}
