/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-network-plan.h"

#include "dz-half.h"
#include "dz-network-check.h"
#include "dz-network-memory.h"

#include <string.h>

#define ALIGNMENT 64

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
  g_set_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT, "planning a model: %s", what);
  return FALSE;
}

/**
 * dz_network_plan_is_plain:
 * @kind: a kind of operator
 *
 * Returns: whether XNNPACK does not have it, so that we run it ourselves
 */
gboolean
dz_network_plan_is_plain (DzTfliteKind kind)
{
  return kind == DZ_TFLITE_CONCATENATION || kind == DZ_TFLITE_TRANSFORM_MATRIX ||
         kind == DZ_TFLITE_TRANSFORM_TENSOR || kind == DZ_TFLITE_TRANSFORM_LANDMARKS;
}

/**
 * dz_network_plan_reads_numbers:
 * @operator: an operator
 * @input: one of its inputs
 *
 * Returns: whether it calculates with that input; not where it only says sizes
 */
gboolean
dz_network_plan_reads_numbers (const DzTfliteOperator *operator,
                               guint                   input)
{
  return input == 0 ||
         (operator->kind != DZ_TFLITE_PAD && operator->kind != DZ_TFLITE_RESHAPE &&
          operator->kind != DZ_TFLITE_RESIZE_BILINEAR &&
          operator->kind != DZ_TFLITE_STRIDED_SLICE);
}

/* Numbers of half the width are stored as such and made wide by operators of their own, which we
 * run once and never again. */
static gboolean
widens_fixed (const DzTflite         *model,
              const DzTfliteOperator *operator)
{
  return operator->kind == DZ_TFLITE_DEQUANTIZE &&
         dz_tflite_get_tensor (model, operator->inputs[0])->data != NULL;
}

static gboolean
mark_inputs (DzNetworkPlan *self,
             GError       **error)
{
  for (guint i = 0; i < self->model->n_inputs; i++)
    {
      guint index = self->model->inputs[i];
      const DzTfliteTensor *tensor = dz_tflite_get_tensor (self->model, index);

      if (tensor->data != NULL || tensor->type != DZ_TFLITE_FLOAT32)
        return refuse (error, "input %u is not one that can be filled", i);
      self->tensors[index].is_input = TRUE;
    }
  return TRUE;
}

static gboolean
is_there (const DzNetworkPlan *self,
          guint                index)
{
  return self->tensors[index].is_input || self->tensors[index].maker != DZ_NETWORK_NOBODY ||
         dz_tflite_get_tensor (self->model, index)->data != NULL;
}

/* Every tensor has one maker, and every operator runs after those whose results it reads. */
static gboolean
mark_makers (DzNetworkPlan *self,
             GError       **error)
{
  for (guint i = 0; i < self->model->operators->len; i++)
    {
      const DzTfliteOperator *operator = dz_tflite_get_operator (self->model, i);

      for (guint j = 0; j < operator->n_inputs; j++)
        {
          if (!is_there (self, operator->inputs[j]))
            return refuse (error, "operator %u reads tensor %u, which nobody has made", i,
                           operator->inputs[j]);
        }
      if (is_there (self, operator->output))
        return refuse (error, "operator %u makes tensor %u, which is already there", i,
                       operator->output);
      self->tensors[operator->output].maker = i;
    }
  return TRUE;
}

static gboolean
is_made (const DzNetworkPlan *self,
         guint                index)
{
  guint maker = self->tensors[index].maker;

  return maker != DZ_NETWORK_NOBODY &&
         !widens_fixed (self->model, dz_tflite_get_operator (self->model, maker));
}

/* XNNPACK aborts over an operator whose result nobody reads, so we leave such operators out. */
static gboolean
mark_needed (DzNetworkPlan *self,
             GError       **error)
{
  for (guint i = 0; i < self->model->n_outputs; i++)
    {
      if (!is_made (self, self->model->outputs[i]))
        return refuse (error, "output %u is made by no operator", i);
      self->tensors[self->model->outputs[i]].is_needed = TRUE;
    }
  for (guint i = self->model->operators->len; i-- > 0; )
    {
      const DzTfliteOperator *operator = dz_tflite_get_operator (self->model, i);

      for (guint j = 0; self->tensors[operator->output].is_needed && j < operator->n_inputs; j++)
        {
          if (dz_network_plan_reads_numbers (operator, j))
            self->tensors[operator->inputs[j]].is_needed = TRUE;
        }
    }
  return TRUE;
}

/* The tensor of the file whose numbers are those of @index, or %DZ_NETWORK_NOBODY if they are made
 * in each run. */
static guint
find_source (const DzNetworkPlan *self,
             guint                index)
{
  guint maker = self->tensors[index].maker;

  if (dz_tflite_get_tensor (self->model, index)->data != NULL)
    return index;
  if (maker == DZ_NETWORK_NOBODY || is_made (self, index))
    return DZ_NETWORK_NOBODY;
  return dz_tflite_get_operator (self->model, maker)->inputs[0];
}

static gsize
room_for (const DzNetworkPlan *self,
          guint                index)
{
  gsize bytes = dz_tensor_shape_count (&dz_tflite_get_tensor (self->model, index)->shape) *
                sizeof (float) + DZ_NETWORK_SLACK;

  return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static gboolean
check_fixed (const DzNetworkPlan *self,
             guint                index,
             guint                source,
             GError             **error)
{
  const DzTfliteTensor *made = dz_tflite_get_tensor (self->model, index);
  const DzTfliteTensor *stored = dz_tflite_get_tensor (self->model, source);

  if (made->type == DZ_TFLITE_FLOAT32 && stored->type != DZ_TFLITE_INT32 &&
      dz_tensor_shape_equal (&made->shape, &stored->shape))
    return TRUE;
  return refuse (error, "tensor %u is calculated with, but is not of numbers", index);
}

static void
copy_numbers (const DzTfliteTensor *stored,
              float                *numbers)
{
  gsize count = dz_tensor_shape_count (&stored->shape);

  if (stored->type == DZ_TFLITE_FLOAT16)
    dz_half_widen (stored->data, count, numbers);
  else
    {
      for (gsize i = 0; i < count; i++)
        {
          guint32 bits;

          memcpy (&bits, stored->data + i * sizeof bits, sizeof bits);
          bits = GUINT32_FROM_LE (bits);
          memcpy (&numbers[i], &bits, sizeof bits);
        }
    }
}

/* Tensors of half width stay in the file: only what widens them can read them. */
static gboolean
is_fixed_number (const DzNetworkPlan *self,
                 guint                index)
{
  return self->tensors[index].is_needed && find_source (self, index) != DZ_NETWORK_NOBODY &&
         dz_tflite_get_tensor (self->model, index)->type != DZ_TFLITE_FLOAT16;
}

static gboolean
copy_fixed (DzNetworkPlan *self,
            GError       **error)
{
  gsize bytes = 0;
  guint8 *at;

  for (guint i = 0; i < self->model->tensors->len; i++)
    {
      if (!is_fixed_number (self, i))
        continue;
      if (!check_fixed (self, i, find_source (self, i), error))
        return FALSE;
      bytes += room_for (self, i);
      if (bytes > DZ_NETWORK_BYTES_MAX)
        return refuse (error, "its weights take more than %d bytes", DZ_NETWORK_BYTES_MAX);
    }
  at = self->fixed = g_aligned_alloc0 (1, MAX (bytes, ALIGNMENT), ALIGNMENT);
  for (guint i = 0; i < self->model->tensors->len; i++)
    {
      if (!is_fixed_number (self, i))
        continue;
      copy_numbers (dz_tflite_get_tensor (self->model, find_source (self, i)), (float *) at);
      self->tensors[i].fixed = (const float *) at;
      at += room_for (self, i);
    }
  return TRUE;
}

static gboolean
is_run (const DzNetworkPlan *self,
        guint                index)
{
  const DzTfliteOperator *operator = dz_tflite_get_operator (self->model, index);

  return self->tensors[operator->output].is_needed && !widens_fixed (self->model, operator);
}

static gboolean
check_operators (const DzNetworkPlan *self,
                 GError             **error)
{
  guint64 work = 0, bytes = 0;

  for (guint i = 0; i < self->model->operators->len; i++)
    {
      DzOperatorCost cost;

      if (!is_run (self, i))
        continue;
      if (!dz_network_check_operator (self, i, &cost, error))
        return FALSE;
      work += cost.work;
      bytes += cost.bytes + room_for (self, dz_tflite_get_operator (self->model, i)->output);
      if (work > DZ_NETWORK_WORK_MAX || bytes > DZ_NETWORK_BYTES_MAX)
        return refuse (error, "it would take more than %" G_GUINT64_FORMAT " multiplications or %d "
                       "bytes", DZ_NETWORK_WORK_MAX, DZ_NETWORK_BYTES_MAX);
    }
  return TRUE;
}

/* The first stage of its sort in which all that the operator reads has been made. */
static guint
find_stage (const DzNetworkPlan    *self,
            const DzTfliteOperator *operator)
{
  guint is_plain = dz_network_plan_is_plain (operator->kind) ? 1 : 0;
  guint stage = is_plain;

  for (guint i = 0; i < operator->n_inputs; i++)
    {
      guint maker = self->tensors[operator->inputs[i]].maker;

      if (maker != DZ_NETWORK_NOBODY && self->stages[maker] != DZ_NETWORK_NOBODY)
        stage = MAX (stage, self->stages[maker]);
    }
  return stage % 2 == is_plain ? stage : stage + 1;
}

static void
find_stages (DzNetworkPlan *self)
{
  for (guint i = 0; i < self->model->operators->len; i++)
    {
      self->stages[i] = DZ_NETWORK_NOBODY;
      if (!is_run (self, i))
        continue;
      self->stages[i] = find_stage (self, dz_tflite_get_operator (self->model, i));
      self->n_stages = MAX (self->n_stages, self->stages[i] + 1);
    }
}

/* What passes from one stage to another, or is read or made by an operator of ours. */
static void
mark_shared (DzNetworkPlan *self)
{
  for (guint i = 0; i < self->model->n_inputs; i++)
    self->tensors[self->model->inputs[i]].is_shared = TRUE;
  for (guint i = 0; i < self->model->n_outputs; i++)
    self->tensors[self->model->outputs[i]].is_shared = TRUE;
  for (guint i = 0; i < self->model->operators->len; i++)
    {
      const DzTfliteOperator *operator = dz_tflite_get_operator (self->model, i);

      if (self->stages[i] == DZ_NETWORK_NOBODY)
        continue;
      if (self->stages[i] % 2 == 1)
        self->tensors[operator->output].is_shared = TRUE;
      for (guint j = 0; j < operator->n_inputs; j++)
        {
          DzPlanTensor *input = &self->tensors[operator->inputs[j]];

          if (input->maker != DZ_NETWORK_NOBODY && input->fixed == NULL &&
              self->stages[input->maker] != self->stages[i])
            input->is_shared = TRUE;
        }
    }
}

static void
make_shared (DzNetworkPlan *self)
{
  gsize bytes = 0;
  guint8 *at;

  for (guint i = 0; i < self->model->tensors->len; i++)
    bytes += self->tensors[i].is_shared ? room_for (self, i) : 0;
  self->shared = dz_scratch_take (self->scratch, bytes);
  self->owns_shared = self->shared == NULL;
  if (self->owns_shared)
    self->shared = dz_network_memory_new (bytes);
  at = self->shared;
  for (guint i = 0; i < self->model->tensors->len; i++)
    {
      if (!self->tensors[i].is_shared)
        continue;
      self->tensors[i].shared = (float *) at;
      at += room_for (self, i);
    }
}

static gboolean
make_plan (DzNetworkPlan *self,
           GError       **error)
{
  if (!mark_inputs (self, error) || !mark_makers (self, error) || !mark_needed (self, error) ||
      !copy_fixed (self, error) || !check_operators (self, error))
    return FALSE;
  find_stages (self);
  mark_shared (self);
  make_shared (self);
  return TRUE;
}

/**
 * dz_network_plan_new:
 * @model: a model, which must outlive the plan
 * @scratch: (nullable): where it shall work
 * @error: return location; %DZ_VISION_ERROR_FORMAT if it cannot be run
 *
 * Says how a model is run. An operator that no output depends on is left out; one whose tensors do
 * not have the shapes that it needs is refused, since XNNPACK would abort over it.
 *
 * Returns: (transfer full) (nullable): the plan, or %NULL on error
 */
DzNetworkPlan *
dz_network_plan_new (const DzTflite *model,
                     DzScratch      *scratch,
                     GError        **error)
{
  g_autoptr(DzNetworkPlan) self = NULL;

  g_return_val_if_fail (model != NULL, NULL);

  self = g_new0 (DzNetworkPlan, 1);
  self->model = model;
  self->scratch = scratch;
  self->tensors = g_new0 (DzPlanTensor, model->tensors->len);
  self->stages = g_new0 (guint, model->operators->len);
  for (guint i = 0; i < model->tensors->len; i++)
    self->tensors[i].maker = DZ_NETWORK_NOBODY;
  return make_plan (self, error) ? g_steal_pointer (&self) : NULL;
}

void
dz_network_plan_free (DzNetworkPlan *self)
{
  if (self == NULL)
    return;
  g_free (self->tensors);
  g_free (self->stages);
  g_clear_pointer (&self->fixed, g_aligned_free);
  if (self->owns_shared)
    g_clear_pointer (&self->shared, dz_network_memory_free);
  g_free (self);
}
