/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-examiner-answers.h"

#include "dz-examiner.h"
#include "dz-id.h"
#include "dz-memfd.h"
#include "dz-plain-text.h"
#include "dz-roster-problem.h"
#include "dz-roster-row.h"

#include <string.h>

#define SENTENCE_MAX 2000

/* A cell is cut in bytes of UTF-8, and grows where a cut letter is replaced. */
#define FIELD_MAX (4 * DZ_ROSTER_CELL_MAX)

static GVariant *
read_body (GBytes     *body,
           const char *type,
           GError    **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (body, &length);

  return dz_examiner_body_read (data, length, type, error);
}

static gboolean
lied (GError    **error,
      const char *sentence)
{
  g_set_error_literal (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED, sentence);
  return FALSE;
}

/**
 * dz_examiner_read_sentence:
 * @body: body of an answer of DZ_EXAMINER_STATUS_UNREADABLE
 * @error: return location; DZ_EXAMINER_ERROR_LIED
 *
 * Returns: (transfer full) (nullable): why the bytes could not be read, as dz_plain_text_dup()
 *   leaves it
 */
char *
dz_examiner_read_sentence (GBytes  *body,
                           GError **error)
{
  g_autoptr(GVariant) variant = read_body (body, DZ_EXAMINER_UNREADABLE_TYPE, error);
  const char *sentence;

  if (variant == NULL)
    return NULL;
  g_variant_get (variant, "(&s)", &sentence);
  if (*sentence != '\0' && strlen (sentence) <= SENTENCE_MAX)
    return dz_plain_text_dup (sentence, SENTENCE_MAX);
  lied (error, "the helper's reason is empty or too long");
  return NULL;
}

static double
get (const DzMeasurement *measurement,
     DzQuantity           quantity)
{
  return dz_measurement_get (measurement, quantity);
}

/* A picture that decodes has a size within the limit, and one that does not has a reason. Nothing
 * that is missing compares as true. */
static gboolean
check_decoding (const DzMeasurement     *measurement,
                const DzExaminerRequest *request,
                GError                 **error)
{
  double n_pixels = get (measurement, DZ_QUANTITY_WIDTH) * get (measurement, DZ_QUANTITY_HEIGHT);

  if (get (measurement, DZ_QUANTITY_DECODES) == 0)
    return measurement->problem != NULL || lied (error, "the helper gives no reason");
  if (get (measurement, DZ_QUANTITY_DECODES) != 1)
    return lied (error, "the helper does not say whether the file decodes");
  if (measurement->format != DZ_PHOTO_FORMAT_JPEG)
    return lied (error, "the helper decoded what is no JPEG");
  if (!(n_pixels >= 1 && n_pixels <= request->pixels_max))
    return lied (error, "the helper decoded a picture of no size that is allowed");
  return TRUE;
}

/* What is not measured is not judged, so that what FILE-01 and FILE-02 stand on must be there. */
static gboolean
is_about (const DzMeasurement     *measurement,
          const DzExaminerRequest *request,
          GError                 **error)
{
  if (measurement->schema != DZ_MEASUREMENT_SCHEMA)
    return lied (error, "the helper measured by another schema");
  if (get (measurement, DZ_QUANTITY_BYTES) != (double) request->input_length)
    return lied (error, "the helper measured a file of another length");
  return check_decoding (measurement, request, error);
}

/**
 * dz_examiner_read_measurement:
 * @request: what was asked
 * @body: the answer's body
 * @output: -1
 * @error: return location; DZ_EXAMINER_ERROR_LIED
 *
 * Returns: (transfer full) (nullable) (type DzMeasurement): numbers that can be true
 */
gpointer
dz_examiner_read_measurement (const DzExaminerRequest *request,
                              GBytes                  *body,
                              int                      output,
                              GError                 **error)
{
  g_autoptr(GVariant) variant = read_body (body, DZ_MEASUREMENT_TYPE, error);
  g_autoptr(DzMeasurement) measurement = NULL;
  g_autoptr(GError) shape_error = NULL;

  if (variant == NULL)
    return NULL;
  measurement = dz_measurement_from_variant (variant, &shape_error);
  if (measurement == NULL)
    {
      lied (error, shape_error->message);
      return NULL;
    }
  if (!is_about (measurement, request, error))
    return NULL;
  return g_steal_pointer (&measurement);
}

static gboolean
check_picture (const DzPicture         *picture,
               const DzExaminerRequest *request,
               GError                 **error)
{
  if (picture->width < 1 || picture->width > request->max_width || picture->height < 1
      || picture->height > request->max_height)
    return lied (error, "the helper's picture has another size than asked for");
  if (picture->stride < 3 * (gsize) picture->width
      || picture->stride > request->output_length / picture->height
      || (guint64) picture->width * picture->height > request->pixels_max)
    return lied (error, "the helper's picture does not fit its buffer");
  return TRUE;
}

/**
 * dz_examiner_read_picture:
 * @request: what was asked
 * @body: the answer's body
 * @output: the output buffer; sealed by this
 * @error: return location; DZ_EXAMINER_ERROR_LIED
 *
 * Returns: (transfer full) (nullable) (type DzPicture): a picture whose pixels nobody can change
 */
gpointer
dz_examiner_read_picture (const DzExaminerRequest *request,
                          GBytes                  *body,
                          int                      output,
                          GError                 **error)
{
  g_autoptr(GVariant) variant = read_body (body, DZ_EXAMINER_RENDER_TYPE, error);
  g_autoptr(DzPicture) picture = g_new0 (DzPicture, 1);
  guint64 stride;

  if (variant == NULL)
    return NULL;
  g_variant_get (variant, DZ_EXAMINER_RENDER_TYPE, &picture->width, &picture->height, &stride);
  picture->stride = stride;
  if (!check_picture (picture, request, error))
    return NULL;
  picture->pixels = dz_memfd_seal (output, picture->stride * picture->height, error);
  if (picture->pixels == NULL)
    return NULL;
  return g_steal_pointer (&picture);
}

static char *
dup_optional (const char *text)
{
  return *text != '\0' ? g_strdup (text) : NULL;
}

/* A row without a problem is imported, and is all seen; a problem is one of ours, since it is shown
 * to people as what we say. */
static gboolean
check_row (const char *const *texts,
           guint              n_texts,
           const char        *problem,
           GError           **error)
{
  gboolean is_bad = *problem != '\0';
  DzRosterProblem known;

  if (is_bad && !dz_roster_problem_from_sentence (problem, &known))
    return lied (error, "the helper's row has a problem that there is none of");
  for (guint i = 0; i < n_texts; i++)
    {
      if (strlen (texts[i]) > FIELD_MAX)
        return lied (error, "the helper's row has a cell that is too long");
      if (!is_bad && !dz_plain_text_check (texts[i]))
        return lied (error, "the helper's row has a cell that does not show all it holds");
    }
  return TRUE;
}

static DzRosterRow *
read_row (GVariant *variant,
          guint     last_line,
          GError  **error)
{
  g_autoptr(DzRosterRow) row = dz_roster_row_new ();
  const char *texts[6];
  const char *problem;

  g_variant_get (variant, "(u&s&s&s&s&s&s&s)", &row->line, &texts[0], &texts[1], &texts[2],
                 &texts[3], &texts[4], &texts[5], &problem);
  if (!check_row (texts, G_N_ELEMENTS (texts), problem, error))
    return NULL;
  if (row->line <= last_line)
    {
      lied (error, "the helper's rows are not in order");
      return NULL;
    }
  row->identifier = g_strdup (texts[0]);
  row->name = g_strdup (texts[1]);
  row->alias = dup_optional (texts[2]);
  row->id_number = dup_optional (texts[3]);
  row->level = dup_optional (texts[4]);
  row->major = dup_optional (texts[5]);
  row->problem = dup_optional (problem);
  return g_steal_pointer (&row);
}

static GPtrArray *
read_all_rows (GVariant *variant,
               GError  **error)
{
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  gsize n_rows = g_variant_n_children (variant);
  guint last_line = 1;

  for (gsize i = 0; i < n_rows; i++)
    {
      g_autoptr(GVariant) child = g_variant_get_child_value (variant, i);
      DzRosterRow *row = read_row (child, last_line, error);

      if (row == NULL)
        return NULL;
      last_line = row->line;
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

/**
 * dz_examiner_read_rows:
 * @request: what was asked
 * @body: the answer's body
 * @output: the output buffer; sealed by this
 * @error: return location; DZ_EXAMINER_ERROR_LIED
 *
 * Returns: (transfer full) (nullable) (type GPtrArray) (element-type DzRosterRow): a roster, its
 *   rows checked by dz_roster_check()
 */
gpointer
dz_examiner_read_rows (const DzExaminerRequest *request,
                       GBytes                  *body,
                       int                      output,
                       GError                 **error)
{
  g_autoptr(GVariant) head = read_body (body, DZ_EXAMINER_ROSTER_TYPE, error);
  g_autoptr(GVariant) variant = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GPtrArray *rows;
  guint n_rows;
  guint64 used;

  if (head == NULL)
    return NULL;
  g_variant_get (head, DZ_EXAMINER_ROSTER_TYPE, &n_rows, &used);
  if (n_rows < 1 || n_rows > DZ_ROSTER_ROWS_MAX || used < 1 || used > request->output_length)
    {
      lied (error, "the helper's rows do not fit their buffer");
      return NULL;
    }
  bytes = dz_memfd_seal (output, used, error);
  if (bytes == NULL)
    return NULL;
  variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (DZ_ROSTER_TYPE), bytes,
                                                          FALSE));
  if (g_variant_n_children (variant) != n_rows || !g_variant_is_normal_form (variant))
    {
      lied (error, "the helper's rows are not what it says");
      return NULL;
    }
  rows = read_all_rows (variant, error);
  if (rows != NULL)
    dz_roster_check (rows);
  return rows;
}

/**
 * dz_examiner_read_digest:
 * @request: what was asked
 * @body: the answer's body
 * @output: -1
 * @error: return location; DZ_EXAMINER_ERROR_LIED
 *
 * Returns: (transfer full) (nullable) (type utf8): what can be a SHA-256, in hex
 */
gpointer
dz_examiner_read_digest (const DzExaminerRequest *request,
                         GBytes                  *body,
                         int                      output,
                         GError                 **error)
{
  g_autoptr(GVariant) variant = read_body (body, DZ_EXAMINER_DIGEST_TYPE, error);
  const char *digest;

  if (variant == NULL)
    return NULL;
  g_variant_get (variant, "(&s)", &digest);
  if (dz_hash_is_valid (digest))
    return g_strdup (digest);
  lied (error, "the helper's digest is none");
  return NULL;
}
