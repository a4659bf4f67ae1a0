/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-network-stage.h"

#include "dz-network-define.h"

struct _DzNetworkStage
{
  xnn_runtime_t runtime;         /* owned, nullable; of a stage of XNNPACK's */
  GPtrArray    *plain_operators; /* owned, nullable; of a stage of ours */
};

typedef struct xnn_subgraph Subgraph;

static void
delete_subgraph (Subgraph *subgraph)
{
  xnn_delete_subgraph (subgraph);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Subgraph, delete_subgraph)

static gboolean
check (enum xnn_status status,
       const char     *doing,
       GError        **error)
{
  if (status == xnn_status_success)
    return TRUE;
  g_set_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_RUNTIME, "%s: XNNPACK answers %d", doing,
               status);
  return FALSE;
}

/* What one stage of XNNPACK's sees of the plan's tensors. */
typedef struct
{
  const DzNetworkPlan *plan;
  guint                stage;
  Subgraph            *subgraph;   /* unowned */
  guint32             *flags;      /* for each tensor: external to XNNPACK, and how */
  gboolean            *is_defined; /* for each tensor */
} Build;

static gboolean
is_in_stage (const Build *self,
             guint        index)
{
  return index != DZ_NETWORK_NOBODY && self->plan->stages[index] == self->stage;
}

/* A tensor made in the stage goes out if it is shared; one made elsewhere comes in. */
static guint32
flags_of (const Build *self,
          guint        tensor)
{
  const DzPlanTensor *planned = &self->plan->tensors[tensor];

  if (planned->fixed != NULL || !planned->is_shared)
    return 0;
  return is_in_stage (self, planned->maker) ? XNN_VALUE_FLAG_EXTERNAL_OUTPUT
                                            : XNN_VALUE_FLAG_EXTERNAL_INPUT;
}

static gboolean
define_tensor (Build   *self,
               guint    tensor,
               GError **error)
{
  const DzTensorShape *shape = &dz_tflite_get_tensor (self->plan->model, tensor)->shape;
  size_t dims[DZ_TENSOR_DIMS_MAX];
  guint32 id;

  if (self->is_defined[tensor])
    return TRUE;
  self->is_defined[tensor] = TRUE;
  self->flags[tensor] = flags_of (self, tensor);
  for (guint i = 0; i < shape->n_dims; i++)
    dims[i] = shape->dims[i];
  return check (xnn_define_tensor_value (self->subgraph, xnn_datatype_fp32, shape->n_dims, dims,
                                         self->plan->tensors[tensor].fixed, tensor,
                                         self->flags[tensor], &id),
                "defining a tensor", error);
}

/* A slope is defined once more with the shape that XNNPACK wants; here it would be one too many. */
static gboolean
define_inputs (Build                  *self,
               const DzTfliteOperator *operator,
               GError                **error)
{
  for (guint i = 0; i < operator->n_inputs; i++)
    {
      if (!dz_network_plan_reads_numbers (operator, i) ||
          (operator->kind == DZ_TFLITE_PRELU && i == 1))
        continue;
      if (!define_tensor (self, operator->inputs[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
define_operators (Build   *self,
                  GError **error)
{
  for (guint i = 0; i < self->plan->model->operators->len; i++)
    {
      const DzTfliteOperator *operator = dz_tflite_get_operator (self->plan->model, i);

      if (!is_in_stage (self, i))
        continue;
      if (!define_inputs (self, operator, error) ||
          !define_tensor (self, operator->output, error) ||
          !check (dz_network_define_operator (self->subgraph, self->plan, i),
                  dz_tflite_kind_to_nick (operator->kind), error))
        {
          g_prefix_error (error, "operator %u: ", i);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
set_up_runtime (Build         *self,
                xnn_runtime_t  runtime,
                GError       **error)
{
  g_autofree struct xnn_external_value *values = NULL;
  gsize n = 0;

  values = g_new0 (struct xnn_external_value, self->plan->model->tensors->len);
  for (guint i = 0; i < self->plan->model->tensors->len; i++)
    {
      if (self->flags[i] != 0)
        values[n++] = (struct xnn_external_value) { i, self->plan->tensors[i].shared };
    }
  return check (xnn_setup_runtime (runtime, n, values), "setting a graph up", error);
}

/* Without a pool of threads: the caller has as many processes as there are processors. */
static enum xnn_status
create (Subgraph      *subgraph,
        DzScratch     *scratch,
        guint          lend_at,
        xnn_runtime_t *runtime,
        guint         *n_large)
{
  enum xnn_status status;

  dz_scratch_watch (scratch, lend_at);
  status = xnn_create_runtime_v2 (subgraph, NULL, 0, runtime);
  *n_large = dz_scratch_unwatch (scratch);
  return status;
}

/* The last large piece of memory that XNNPACK asks for is that for what lies between its operators,
 * where there is one; the others hold weights, and it writes to them at once. It cannot be told to
 * share, so that it is made once to learn which piece that is, and once more to be given it. */
static enum xnn_status
create_sharing (Subgraph      *subgraph,
                DzScratch     *scratch,
                xnn_runtime_t *runtime)
{
  guint n_large;
  guint ignored;
  enum xnn_status status = create (subgraph, scratch, DZ_SCRATCH_NONE, runtime, &n_large);

  if (status != xnn_status_success || n_large == 0)
    return status;
  xnn_delete_runtime (g_steal_pointer (runtime));
  status = create (subgraph, scratch, n_large - 1, runtime, &ignored);
  if (status != xnn_status_success || !dz_scratch_is_touched (scratch))
    return status;
  xnn_delete_runtime (g_steal_pointer (runtime));
  return create (subgraph, scratch, DZ_SCRATCH_NONE, runtime, &ignored);
}

static gboolean
build_runtime (DzNetworkStage      *stage,
               const DzNetworkPlan *plan,
               guint                index,
               GError             **error)
{
  g_autoptr(Subgraph) subgraph = NULL;
  g_autofree guint32 *flags = g_new0 (guint32, plan->model->tensors->len);
  g_autofree gboolean *is_defined = g_new0 (gboolean, plan->model->tensors->len);
  Build self = { plan, index, NULL, flags, is_defined };

  if (!check (xnn_create_subgraph (plan->model->tensors->len, 0, &subgraph), "creating a graph",
              error))
    return FALSE;
  self.subgraph = subgraph;
  return define_operators (&self, error) &&
         check (create_sharing (subgraph, plan->scratch, &stage->runtime), "building a graph",
                error) &&
         set_up_runtime (&self, stage->runtime, error);
}

static gboolean
add_plain_operators (DzNetworkStage      *self,
                     const DzNetworkPlan *plan,
                     guint                stage,
                     GError             **error)
{
  self->plain_operators =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dz_plain_operator_free);
  for (guint i = 0; i < plan->model->operators->len; i++)
    {
      DzPlainOperator *operator;

      if (plan->stages[i] != stage)
        continue;
      operator = dz_plain_operator_new (plan, i, error);
      if (operator == NULL)
        return FALSE;
      g_ptr_array_add (self->plain_operators, operator);
    }
  return TRUE;
}

static gboolean
is_empty (const DzNetworkPlan *plan,
          guint                stage)
{
  for (guint i = 0; i < plan->model->operators->len; i++)
    {
      if (plan->stages[i] == stage)
        return FALSE;
    }
  return TRUE;
}

/**
 * dz_network_stage_new:
 * @plan: a plan, whose memory must outlive the stage
 * @stage: below its number of stages
 * @error: return location; %DZ_VISION_ERROR_RUNTIME or %DZ_VISION_ERROR_FORMAT
 *
 * Makes ready what runs in one stage. XNNPACK must have been initialised.
 *
 * Returns: (transfer full) (nullable): the stage, or %NULL on error
 */
DzNetworkStage *
dz_network_stage_new (const DzNetworkPlan *plan,
                      guint                stage,
                      GError             **error)
{
  g_autoptr(DzNetworkStage) self = NULL;

  g_return_val_if_fail (plan != NULL && stage < plan->n_stages, NULL);

  self = g_new0 (DzNetworkStage, 1);
  if (is_empty (plan, stage))
    return g_steal_pointer (&self);
  if (stage % 2 == 1 ? !add_plain_operators (self, plan, stage, error)
                     : !build_runtime (self, plan, stage, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
dz_network_stage_free (DzNetworkStage *self)
{
  if (self == NULL)
    return;
  if (self->runtime != NULL)
    xnn_delete_runtime (self->runtime);
  g_clear_pointer (&self->plain_operators, g_ptr_array_unref);
  g_free (self);
}

/**
 * dz_network_stage_run:
 * @self: a stage
 * @error: return location; %DZ_VISION_ERROR_RUNTIME
 *
 * Makes all that the stage makes, of what the stages before it have made.
 *
 * Returns: whether it could
 */
gboolean
dz_network_stage_run (const DzNetworkStage *self,
                      GError              **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->runtime != NULL)
    return check (xnn_invoke_runtime (self->runtime), "running a network", error);
  for (guint i = 0; self->plain_operators != NULL && i < self->plain_operators->len; i++)
    dz_plain_operator_run (self->plain_operators->pdata[i]);
  return TRUE;
}
