/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-scene.h"
#include "dz-lab.h"

G_BEGIN_DECLS

/**
 * DzWallStep:
 * @lab: colour of the pixel there
 * @x: column of the grid
 * @y: row
 * @from_person: steps to the nearest that belongs to the person, across or down
 */
typedef struct
{
  DzLab   lab;
  guint16 x;
  guint16 y;
  guint8  from_person;
} DzWallStep;

/**
 * DzWallGrid:
 * @width: columns over the picture
 * @height: rows
 * @n_empty: steps at which nobody is, wherever they lie
 * @keep_off: @steps are farther than this from the person
 * @steps: the wall above the chin, row by row
 * @n_steps: how many of them
 *
 * The wall behind a person, a pixel here and there.
 */
typedef struct
{
  guint       width;
  guint       height;
  guint       n_empty;
  guint       keep_off;
  DzWallStep *steps;   /* owned */
  guint       n_steps;
} DzWallGrid;

DzWallGrid *dz_wall_grid_new  (const DzFaceScene *scene);
void        dz_wall_grid_free (DzWallGrid        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzWallGrid, dz_wall_grid_free)

G_END_DECLS
