/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-test-service.h"

G_BEGIN_DECLS

#define BENCH_REVIEWER "reviewer"
#define BENCH_PASSWORD "bench4password"

/**
 * BenchWorld:
 * @dir: a folder for files
 * @service: a real service whose students have sent their photos
 */
typedef struct
{
  char          *dir;     /* owned */
  char          *data;    /* owned */
  DzTestService *service; /* owned */
} BenchWorld;

/* @photos: (element-type GBytes): what is sent, by a student each */
BenchWorld *bench_world_new  (GPtrArray  *photos);
void        bench_world_free (BenchWorld *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchWorld, bench_world_free)

G_END_DECLS
