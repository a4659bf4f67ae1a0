/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-network-memory.h"
#include "dz-tensor-shape.h"
#include "dz-vision-error.h"

G_BEGIN_DECLS

/**
 * DzNetwork:
 *
 * One neural network, read from a TensorFlow Lite file and run by XNNPACK on the calling thread.
 * It may be used by one thread at a time, and by any copy of its process made by fork() after it
 * was loaded.
 */
typedef struct _DzNetwork DzNetwork;

#define DZ_NETWORK_OUTPUTS_MAX 8

DzNetwork           *dz_network_new           (const guint8         *data,
                                               gsize                 length,
                                               DzScratch            *scratch,
                                               GError              **error);
void                 dz_network_free          (DzNetwork            *self);
const DzTensorShape *dz_network_get_input     (const DzNetwork      *self);
guint                dz_network_get_n_outputs (const DzNetwork      *self);
const DzTensorShape *dz_network_get_output    (const DzNetwork      *self,
                                               guint                 index);
const char          *dz_network_get_output_name (const DzNetwork    *self,
                                               guint                 index);
const guint16       *dz_network_get_output_region (const DzNetwork  *self,
                                               guint                 index,
                                               guint                *n_points);
float               *dz_network_borrow_input  (DzNetwork            *self);
gboolean             dz_network_run           (DzNetwork            *self,
                                               GError              **error);
const float         *dz_network_borrow_output (const DzNetwork      *self,
                                               guint                 index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzNetwork, dz_network_free)

G_END_DECLS
