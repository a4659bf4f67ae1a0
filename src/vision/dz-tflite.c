/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-tflite.h"

#include "dz-flatbuffer.h"
#include "dz-tflite-options.h"

#include <string.h>

/* Fields by their place in TensorFlow Lite's schema.fbs (version 3). */
#define SCHEMA_VERSION 3
#define MODEL_VERSION 0
#define MODEL_CODES 1
#define MODEL_SUBGRAPHS 2
#define MODEL_BUFFERS 4
#define CODE_OLD_BUILTIN 0
#define CODE_CUSTOM 1
#define CODE_VERSION 2
#define CODE_BUILTIN 3
#define SUBGRAPH_TENSORS 0
#define SUBGRAPH_INPUTS 1
#define SUBGRAPH_OUTPUTS 2
#define SUBGRAPH_OPERATORS 3
#define TENSOR_SHAPE 0
#define TENSOR_TYPE 1
#define TENSOR_BUFFER 2
#define TENSOR_NAME 3
#define TENSOR_SPARSITY 6
#define BUFFER_DATA 0
#define OPERATOR_CODE 0
#define OPERATOR_INPUTS 1
#define OPERATOR_OUTPUTS 2

typedef struct
{
  DzFlatBuffer buffer;
  DzFlatVector codes;
  DzFlatVector buffers;
  DzTflite    *model; /* unowned, being filled */
} Reader;

static void
clear_tensor (gpointer data)
{
  DzTfliteTensor *self = data;

  g_free (self->name);
}

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError    **error,
        const char *format,
        ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT, "reading a model: %s", what);
  return FALSE;
}

/* What the bytes promised but do not hold is one error, told once. */
static gboolean
check_whole (Reader  *self,
             GError **error)
{
  if (!self->buffer.is_broken)
    return TRUE;
  return refuse (error, "what stands at byte %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT
                 " is not a model's, or points outside of it", self->buffer.broken_at,
                 self->buffer.length);
}

static DzFlatVector
read_vector (Reader            *self,
             const DzFlatTable *table,
             guint              field,
             guint              n_max,
             const char        *what,
             GError           **error)
{
  DzFlatVector vector = dz_flat_table_get_vector (table, field, sizeof (guint32));

  if (!check_whole (self, error))
    return (DzFlatVector) { 0 };
  if (vector.n == 0 || vector.n > n_max)
    {
      refuse (error, "it has %u %s; between 1 and %u are read", vector.n, what, n_max);
      return (DzFlatVector) { 0 };
    }
  return vector;
}

/* A tensor without dimensions is a single number. */
static gboolean
read_shape (const DzFlatTable *table,
            guint              index,
            DzTensorShape     *shape,
            GError           **error)
{
  DzFlatVector sizes = dz_flat_table_get_vector (table, TENSOR_SHAPE, sizeof (gint32));
  gsize count = 1;

  if (sizes.n > DZ_TENSOR_DIMS_MAX)
    return refuse (error, "tensor %u has %u dimensions; at most %u are read", index, sizes.n,
                   DZ_TENSOR_DIMS_MAX);
  shape->n_dims = sizes.n;
  for (guint i = 0; i < sizes.n; i++)
    {
      gint32 size = dz_flat_vector_get_int (&sizes, i);

      if (size < 1 || (gsize) size > DZ_TFLITE_COUNT_MAX / count)
        return refuse (error, "tensor %u is of no size that is read (%d in dimension %u)", index,
                       size, i);
      shape->dims[i] = size;
      count *= size;
    }
  return TRUE;
}

static gsize
size_of (DzTfliteType type)
{
  return type == DZ_TFLITE_FLOAT16 ? 2 : 4;
}

/* Buffer 0 is empty by agreement, and every tensor that has no numbers of its own points there. */
static gboolean
read_data (Reader            *self,
           const DzFlatTable *table,
           guint              index,
           DzTfliteTensor    *tensor,
           GError           **error)
{
  guint32 number = dz_flat_table_get_int (table, TENSOR_BUFFER, 0);
  gsize needed = dz_tensor_shape_count (&tensor->shape) * size_of (tensor->type);
  DzFlatTable holder;
  DzFlatVector data;

  if (number >= self->buffers.n)
    return refuse (error, "tensor %u lies in buffer %u of %u", index, number, self->buffers.n);
  holder = dz_flat_vector_get_table (&self->buffers, number);
  data = dz_flat_table_get_vector (&holder, BUFFER_DATA, 1);
  if (data.n == 0)
    return check_whole (self, error);
  if (data.n != needed)
    return refuse (error, "tensor %u needs %" G_GSIZE_FORMAT " bytes and has %u", index, needed,
                   data.n);
  tensor->data = dz_flat_vector_get_bytes (&data);
  return TRUE;
}

static gboolean
read_tensor (Reader            *self,
             const DzFlatTable *table,
             guint              index,
             DzTfliteTensor    *tensor,
             GError           **error)
{
  guint8 type = dz_flat_table_get_byte (table, TENSOR_TYPE);
  DzFlatTable sparsity = dz_flat_table_get_table (table, TENSOR_SPARSITY);

  if (type > DZ_TFLITE_INT32 || sparsity.buffer != NULL)
    return refuse (error, "tensor %u is of type %u%s, which is not read", index, type,
                   sparsity.buffer != NULL ? " and sparse" : "");
  tensor->type = type;
  tensor->name = dz_flat_table_dup_string (table, TENSOR_NAME, DZ_TFLITE_NAME_MAX);
  return read_shape (table, index, &tensor->shape, error) &&
         read_data (self, table, index, tensor, error) && check_whole (self, error);
}

static gboolean
read_tensors (Reader            *self,
              const DzFlatTable *subgraph,
              GError           **error)
{
  DzFlatVector tables = read_vector (self, subgraph, SUBGRAPH_TENSORS, DZ_TFLITE_TENSORS_MAX,
                                     "tensors", error);

  if (tables.n == 0)
    return FALSE;
  g_array_set_size (self->model->tensors, tables.n);
  for (guint i = 0; i < tables.n; i++)
    {
      DzFlatTable table = dz_flat_vector_get_table (&tables, i);
      DzTfliteTensor *tensor = &g_array_index (self->model->tensors, DzTfliteTensor, i);

      if (!read_tensor (self, &table, i, tensor, error))
        return FALSE;
    }
  return TRUE;
}

/* A list of tensors, each of which there is. */
static gboolean
read_indices (Reader            *self,
              const DzFlatTable *table,
              guint              field,
              guint              n_max,
              const char        *what,
              guint             *indices,
              guint             *n,
              GError           **error)
{
  DzFlatVector vector = read_vector (self, table, field, n_max, what, error);

  if (vector.n == 0)
    return FALSE;
  for (guint i = 0; i < vector.n; i++)
    {
      gint32 index = dz_flat_vector_get_int (&vector, i);

      if (index < 0 || (guint) index >= self->model->tensors->len)
        return refuse (error, "%s: there is no tensor %d", what, index);
      indices[i] = index;
    }
  *n = vector.n;
  return TRUE;
}

/* Numbers beyond 127 do not fit where they stood first; then that field says 127 or nothing. */
static gboolean
read_kind (Reader            *self,
           const DzFlatTable *table,
           DzTfliteKind      *kind,
           GError           **error)
{
  guint32 code = dz_flat_table_get_int (table, OPERATOR_CODE, 0);
  DzFlatTable entry;
  gint32 builtin, version;
  g_autofree char *custom = NULL;

  if (code >= self->codes.n)
    return refuse (error, "an operator is of kind %u of %u", code, self->codes.n);
  entry = dz_flat_vector_get_table (&self->codes, code);
  builtin = MAX (dz_flat_table_get_byte (&entry, CODE_OLD_BUILTIN),
                 dz_flat_table_get_int (&entry, CODE_BUILTIN, 0));
  version = dz_flat_table_get_int (&entry, CODE_VERSION, 1);
  custom = dz_flat_table_dup_string (&entry, CODE_CUSTOM, DZ_TFLITE_NAME_MAX);
  if (!check_whole (self, error))
    return FALSE;
  if (!dz_tflite_find_kind (builtin, custom, version, kind))
    return refuse (error, "operator %d “%s” of version %d is not known here", builtin, custom,
                   version);
  return TRUE;
}

static gboolean
read_operator (Reader            *self,
               const DzFlatTable *table,
               DzTfliteOperator  *operator,
               GError           **error)
{
  guint n_outputs;

  return read_kind (self, table, &operator->kind, error) &&
         read_indices (self, table, OPERATOR_INPUTS, DZ_TFLITE_INPUTS_MAX,
                       "inputs of an operator", operator->inputs, &operator->n_inputs, error) &&
         read_indices (self, table, OPERATOR_OUTPUTS, 1, "outputs of an operator",
                       &operator->output, &n_outputs, error) &&
         dz_tflite_read_options (operator, table, error) && check_whole (self, error);
}

static gboolean
read_operators (Reader            *self,
                const DzFlatTable *subgraph,
                GError           **error)
{
  DzFlatVector tables = read_vector (self, subgraph, SUBGRAPH_OPERATORS, DZ_TFLITE_OPERATORS_MAX,
                                     "operators", error);

  if (tables.n == 0)
    return FALSE;
  g_array_set_size (self->model->operators, tables.n);
  for (guint i = 0; i < tables.n; i++)
    {
      DzFlatTable table = dz_flat_vector_get_table (&tables, i);
      DzTfliteOperator *operator = &g_array_index (self->model->operators, DzTfliteOperator, i);

      if (!read_operator (self, &table, operator, error))
        {
          g_prefix_error (error, "operator %u: ", i);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_subgraph (Reader            *self,
               const DzFlatTable *subgraph,
               GError           **error)
{
  DzTflite *model = self->model;

  return read_tensors (self, subgraph, error) &&
         read_indices (self, subgraph, SUBGRAPH_INPUTS, DZ_TFLITE_INPUTS_MAX, "inputs",
                       model->inputs, &model->n_inputs, error) &&
         read_indices (self, subgraph, SUBGRAPH_OUTPUTS, DZ_TFLITE_OUTPUTS_MAX, "outputs",
                       model->outputs, &model->n_outputs, error) &&
         read_operators (self, subgraph, error);
}

static gboolean
read_model (Reader  *self,
            GError **error)
{
  DzFlatTable root = dz_flat_buffer_get_root (&self->buffer, "TFL3");
  DzFlatVector subgraphs;
  DzFlatTable subgraph;

  if (!check_whole (self, error))
    return FALSE;
  if (dz_flat_table_get_int (&root, MODEL_VERSION, 0) != SCHEMA_VERSION)
    return refuse (error, "it is of another version than %d", SCHEMA_VERSION);
  self->codes = read_vector (self, &root, MODEL_CODES, DZ_TFLITE_CODES_MAX, "kinds of operators",
                             error);
  if (self->codes.n == 0)
    return FALSE;
  self->buffers = read_vector (self, &root, MODEL_BUFFERS, DZ_TFLITE_BUFFERS_MAX, "buffers",
                               error);
  if (self->buffers.n == 0)
    return FALSE;
  subgraphs = read_vector (self, &root, MODEL_SUBGRAPHS, 1, "graphs", error);
  if (subgraphs.n == 0)
    return FALSE;
  subgraph = dz_flat_vector_get_table (&subgraphs, 0);
  return read_subgraph (self, &subgraph, error);
}

/**
 * dz_tflite_new:
 * @data: the bytes of a TensorFlow Lite file, which must outlive the model
 * @length: how many
 * @error: return location; %DZ_VISION_ERROR_FORMAT if they are not a file that is read here
 *
 * Reads what a file says of its one graph. The bytes may be anyone's: whatever they say, no more
 * is read than they hold and no more memory taken than a few times their size. Whether the graph
 * can be run is not looked at.
 *
 * Returns: (transfer full) (nullable): the model, or %NULL on error
 */
DzTflite *
dz_tflite_new (const guint8  *data,
               gsize          length,
               GError       **error)
{
  g_autoptr(DzTflite) model = NULL;
  Reader reader = { .buffer = { .data = data, .length = length } };

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (length > DZ_TFLITE_BYTES_MAX)
    {
      refuse (error, "it has %" G_GSIZE_FORMAT " bytes; at most %d are read", length,
              DZ_TFLITE_BYTES_MAX);
      return NULL;
    }
  model = g_new0 (DzTflite, 1);
  model->tensors = g_array_new (FALSE, TRUE, sizeof (DzTfliteTensor));
  model->operators = g_array_new (FALSE, TRUE, sizeof (DzTfliteOperator));
  g_array_set_clear_func (model->tensors, clear_tensor);
  reader.model = model;
  return read_model (&reader, error) ? g_steal_pointer (&model) : NULL;
}

void
dz_tflite_free (DzTflite *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->tensors, g_array_unref);
  g_clear_pointer (&self->operators, g_array_unref);
  g_free (self);
}

const DzTfliteTensor *
dz_tflite_get_tensor (const DzTflite *self,
                      guint           index)
{
  g_return_val_if_fail (self != NULL && index < self->tensors->len, NULL);

  return &g_array_index (self->tensors, DzTfliteTensor, index);
}

const DzTfliteOperator *
dz_tflite_get_operator (const DzTflite *self,
                        guint           index)
{
  g_return_val_if_fail (self != NULL && index < self->operators->len, NULL);

  return &g_array_index (self->operators, DzTfliteOperator, index);
}

/**
 * dz_tflite_tensor_get_int:
 * @self: a tensor of %DZ_TFLITE_INT32 that has data
 * @index: below its count
 *
 * Returns: one of its numbers
 */
gint32
dz_tflite_tensor_get_int (const DzTfliteTensor *self,
                          gsize                 index)
{
  gint32 value;

  g_return_val_if_fail (self != NULL && self->data != NULL && self->type == DZ_TFLITE_INT32, 0);
  g_return_val_if_fail (index < dz_tensor_shape_count (&self->shape), 0);

  memcpy (&value, self->data + index * sizeof value, sizeof value);
  return GINT32_FROM_LE (value);
}
