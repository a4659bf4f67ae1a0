/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-network-memory.h"
#include "dz-tflite.h"

G_BEGIN_DECLS

/* What a network may cost at most, in bytes of numbers and in multiplications of one run. The
 * person mask, the costliest of the four, takes 37 MB and 66 million. */
#define DZ_NETWORK_BYTES_MAX (256 * 1024 * 1024)
#define DZ_NETWORK_WORK_MAX (G_GUINT64_CONSTANT (1) << 31)

/* XNNPACK reads this many bytes behind what it was given. */
#define DZ_NETWORK_SLACK 64

#define DZ_NETWORK_NOBODY G_MAXUINT

/**
 * DzPlanTensor:
 * @fixed: (nullable): its numbers, for one that is the same in every run
 * @maker: the operator that makes it, or %DZ_NETWORK_NOBODY
 * @is_input: whether the caller fills it
 * @is_needed: whether an output depends on it
 * @shared: (nullable): its numbers in a run, for one that more than one stage or the caller sees
 */
typedef struct
{
  const float *fixed;
  guint        maker;
  gboolean     is_input;
  gboolean     is_needed;
  gboolean     is_shared;
  float       *shared;
} DzPlanTensor;

/**
 * DzNetworkPlan:
 * @model: what the file says
 * @tensors: for each tensor of @model
 * @stages: for each operator of @model the stage it runs in, or %DZ_NETWORK_NOBODY
 * @n_stages: how many stages; even ones are XNNPACK's, odd ones ours
 *
 * What of a model is run, in which order, over which memory. Every operator that is run has been
 * checked against the shapes of its tensors.
 */
typedef struct
{
  const DzTflite *model;
  DzPlanTensor   *tensors; /* owned */
  guint          *stages;  /* owned */
  guint           n_stages;
  guint8         *fixed;   /* owned, nullable */
  DzScratch      *scratch; /* unowned, nullable */
  guint8         *shared;  /* in @scratch, or owned, nullable */
  gboolean        owns_shared;
} DzNetworkPlan;

DzNetworkPlan *dz_network_plan_new           (const DzTflite      *model,
                                              DzScratch           *scratch,
                                              GError             **error);
void           dz_network_plan_free          (DzNetworkPlan       *self);
gboolean       dz_network_plan_is_plain      (DzTfliteKind         kind);
gboolean       dz_network_plan_reads_numbers (const DzTfliteOperator *operator,
                                              guint                input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzNetworkPlan, dz_network_plan_free)

G_END_DECLS
