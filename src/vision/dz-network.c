/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-network.h"

#include "dz-network-memory.h"
#include "dz-network-plan.h"
#include "dz-network-stage.h"

#include <xnnpack.h>

typedef struct
{
  DzTensorShape shape;
  char         *name;   /* owned */
  const float  *data;   /* in the network's shared memory */
  guint16      *region; /* owned, nullable */
  guint         n_region;
} Output;

struct _DzNetwork
{
  guint8       *fixed;  /* owned: weights, which XNNPACK may go on reading */
  guint8       *shared; /* what passes between the caller and the stages */
  gboolean      owns_shared;
  GPtrArray    *stages; /* owned, of DzNetworkStage */
  DzTensorShape input_shape;
  float        *input;  /* in @shared */
  Output        outputs[DZ_NETWORK_OUTPUTS_MAX];
  guint         n_outputs;
};

G_STATIC_ASSERT (DZ_NETWORK_OUTPUTS_MAX == DZ_TFLITE_OUTPUTS_MAX);

static gboolean
initialize (GError **error)
{
  enum xnn_status status = xnn_initialize (dz_network_memory_allocator ());

  if (status == xnn_status_success)
    return TRUE;
  g_set_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_RUNTIME,
               "starting XNNPACK: it answers %d; it needs a processor that it knows, and /proc",
               status);
  return FALSE;
}

static gboolean
build_stages (DzNetwork           *self,
              const DzNetworkPlan *plan,
              GError             **error)
{
  for (guint i = 0; i < plan->n_stages; i++)
    {
      DzNetworkStage *stage = dz_network_stage_new (plan, i, error);

      if (stage == NULL)
        return FALSE;
      g_ptr_array_add (self->stages, stage);
    }
  return TRUE;
}

/* The operator whose matrix moved the points of a tensor to their places, if one did: behind it lie
 * only a change of scale and one of shape. */
static guint
find_matrix (const DzNetworkPlan *plan,
             guint                tensor)
{
  for (guint maker = plan->tensors[tensor].maker; maker != DZ_NETWORK_NOBODY;
       maker = plan->tensors[tensor].maker)
    {
      const DzTfliteOperator *operator = dz_tflite_get_operator (plan->model, maker);

      if (operator->kind == DZ_TFLITE_TRANSFORM_MATRIX)
        return maker;
      if (operator->kind == DZ_TFLITE_TRANSFORM_LANDMARKS)
        tensor = operator->inputs[1];
      else if (operator->kind == DZ_TFLITE_RESHAPE || operator->kind == DZ_TFLITE_MUL)
        tensor = operator->inputs[0];
      else
        break;
    }
  return DZ_NETWORK_NOBODY;
}

static gboolean
describe_region (Output              *output,
                 const DzNetworkPlan *plan,
                 guint                tensor,
                 GError             **error)
{
  guint index = find_matrix (plan, tensor);
  g_autoptr(DzPlainOperator) matrix = NULL;
  const guint16 *region;

  if (index == DZ_NETWORK_NOBODY)
    return TRUE;
  matrix = dz_plain_operator_new (plan, index, error);
  if (matrix == NULL)
    return FALSE;
  region = dz_plain_operator_get_region (matrix, &output->n_region);
  output->region = g_memdup2 (region, output->n_region * sizeof *region);
  return TRUE;
}

static gboolean
describe (DzNetwork           *self,
          const DzNetworkPlan *plan,
          GError             **error)
{
  self->input_shape = dz_tflite_get_tensor (plan->model, plan->model->inputs[0])->shape;
  self->input = plan->tensors[plan->model->inputs[0]].shared;
  for (guint i = 0; i < plan->model->n_outputs; i++)
    {
      guint tensor = plan->model->outputs[i];
      Output *output = &self->outputs[self->n_outputs++];

      output->shape = dz_tflite_get_tensor (plan->model, tensor)->shape;
      output->name = g_strdup (dz_tflite_get_tensor (plan->model, tensor)->name);
      output->data = plan->tensors[tensor].shared;
      if (!describe_region (output, plan, tensor, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
build (DzNetwork      *self,
       const DzTflite *model,
       DzScratch      *scratch,
       GError        **error)
{
  g_autoptr(DzNetworkPlan) plan = NULL;
  gboolean is_built;

  if (model->n_inputs != 1)
    {
      g_set_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT,
                   "planning a model: it has %u inputs; only one is filled", model->n_inputs);
      return FALSE;
    }
  plan = dz_network_plan_new (model, scratch, error);
  if (plan == NULL)
    return FALSE;
  is_built = build_stages (self, plan, error) && describe (self, plan, error);
  self->fixed = g_steal_pointer (&plan->fixed);
  self->shared = g_steal_pointer (&plan->shared);
  self->owns_shared = plan->owns_shared;
  return is_built;
}

/**
 * dz_network_new:
 * @data: the bytes of a TensorFlow Lite file; they are no longer needed afterwards
 * @length: how many
 * @scratch: (nullable): memory to work in, which must outlive the network. Of the networks that
 *   share it only one may run at a time; what an output holds stays when another one runs
 * @error: return location; %DZ_VISION_ERROR_FORMAT if the bytes are not a model that can be run
 *   here, %DZ_VISION_ERROR_RUNTIME if XNNPACK cannot start or refuses it
 *
 * Reads a model and makes it ready to run. The bytes may be anyone's. XNNPACK reads /proc when the
 * first network is made, so that one must be made before a sandbox closes.
 *
 * Returns: (transfer full) (nullable): the network, or %NULL on error
 */
DzNetwork *
dz_network_new (const guint8  *data,
                gsize          length,
                DzScratch     *scratch,
                GError       **error)
{
  g_autoptr(DzNetwork) self = NULL;
  g_autoptr(DzTflite) model = NULL;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (!initialize (error))
    return NULL;
  model = dz_tflite_new (data, length, error);
  if (model == NULL)
    return NULL;
  self = g_new0 (DzNetwork, 1);
  self->stages = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_network_stage_free);
  return build (self, model, scratch, error) ? g_steal_pointer (&self) : NULL;
}

void
dz_network_free (DzNetwork *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  for (guint i = 0; i < self->n_outputs; i++)
    {
      g_free (self->outputs[i].name);
      g_free (self->outputs[i].region);
    }
  g_clear_pointer (&self->fixed, g_aligned_free);
  if (self->owns_shared)
    g_clear_pointer (&self->shared, dz_network_memory_free);
  g_free (self);
}

/**
 * dz_network_get_input:
 * @self: a network
 *
 * Returns: (transfer none): the shape of what dz_network_borrow_input() gives: one picture of rows,
 *   columns and channels
 */
const DzTensorShape *
dz_network_get_input (const DzNetwork *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->input_shape;
}

guint
dz_network_get_n_outputs (const DzNetwork *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_outputs;
}

/**
 * dz_network_get_output:
 * @self: a network
 * @index: below its number of outputs
 *
 * Returns: (transfer none): the shape of what dz_network_borrow_output() gives
 */
const DzTensorShape *
dz_network_get_output (const DzNetwork *self,
                       guint            index)
{
  g_return_val_if_fail (self != NULL && index < self->n_outputs, NULL);

  return &self->outputs[index].shape;
}

/**
 * dz_network_get_output_name:
 * @self: a network
 * @index: below its number of outputs
 *
 * Returns: (transfer none): what the model calls that output
 */
const char *
dz_network_get_output_name (const DzNetwork *self,
                            guint            index)
{
  g_return_val_if_fail (self != NULL && index < self->n_outputs, NULL);

  return self->outputs[index].name;
}

/**
 * dz_network_get_output_region:
 * @self: a network
 * @index: below its number of outputs
 * @n_points: (out): how many points there are
 *
 * For an output that the network finds by looking closely at a part of the picture: the points of
 * the coarse mesh around which it looked, as the model's options list them. Where the output has as
 * many points as the region, they are the same points, found better.
 *
 * Returns: (transfer none) (nullable) (array length=n_points): indices into the coarse mesh, or
 *   %NULL for an output that is of the whole picture
 */
const guint16 *
dz_network_get_output_region (const DzNetwork *self,
                              guint            index,
                              guint           *n_points)
{
  g_return_val_if_fail (self != NULL && index < self->n_outputs && n_points != NULL, NULL);

  *n_points = self->outputs[index].n_region;
  return self->outputs[index].region;
}

/**
 * dz_network_borrow_input:
 * @self: a network
 *
 * Returns: (transfer none): the numbers of the input, to be filled before dz_network_run(); they
 *   stay as they are over a run
 */
float *
dz_network_borrow_input (DzNetwork *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->input;
}

/**
 * dz_network_run:
 * @self: a network whose input has been filled
 * @error: return location; %DZ_VISION_ERROR_RUNTIME
 *
 * Makes the outputs from the input, on the calling thread. The same input makes the same bits in
 * every run and in every process.
 *
 * Returns: whether it could
 */
gboolean
dz_network_run (DzNetwork *self,
                GError   **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->stages->len; i++)
    {
      if (!dz_network_stage_run (self->stages->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

/**
 * dz_network_borrow_output:
 * @self: a network that has run
 * @index: below its number of outputs
 *
 * Returns: (transfer none): the numbers of that output, until the next run
 */
const float *
dz_network_borrow_output (const DzNetwork *self,
                          guint            index)
{
  g_return_val_if_fail (self != NULL && index < self->n_outputs, NULL);

  return self->outputs[index].data;
}
