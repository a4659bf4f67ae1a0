/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-jpeg-frame-private.h"

/* Rows in work inside of libjpeg, for each component: input, upsampled and context rows. */
#define ROWS_IN_WORK 64

static guint
subsampling_of (const struct jpeg_decompress_struct *cinfo)
{
  static const struct { guint h, v, word; } words[] = {
    { 1, 1, 444 }, { 2, 1, 422 }, { 2, 2, 420 }, { 1, 2, 440 }, { 4, 1, 411 }, { 4, 2, 410 },
    { 1, 4, 441 },
  };
  const jpeg_component_info *c = cinfo->comp_info;

  if (cinfo->num_components != 3 || c[1].h_samp_factor != c[2].h_samp_factor ||
      c[1].v_samp_factor != c[2].v_samp_factor)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (c[0].h_samp_factor == (int) words[i].h * c[1].h_samp_factor &&
          c[0].v_samp_factor == (int) words[i].v * c[1].v_samp_factor)
        return words[i].word;
    }
  return 0;
}

static gboolean
copy_table (const struct jpeg_decompress_struct *cinfo,
            int                                  component,
            guint16                              table[64])
{
  const JQUANT_TBL *found;
  int number;

  if (component >= cinfo->num_components)
    return FALSE;
  number = cinfo->comp_info[component].quant_tbl_no;
  if (number < 0 || number >= NUM_QUANT_TBLS)
    return FALSE;
  found = cinfo->quant_tbl_ptrs[number];
  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < 64; i++)
    table[i] = found->quantval[i];
  return TRUE;
}

/**
 * dz_jpeg_frame_describe:
 * @cinfo: a decompressor that has read a header, perhaps not to its end
 * @whole: whether to its end; if not, the list of components may be another frame's and shorter
 *   than their number
 * @orientation: EXIF 1…8
 * @header: (out caller-allocates): what is known of the picture; where the decoder refused the
 *   frame, that which stood before the reason, without what comes from its components
 */
void
dz_jpeg_frame_describe (const struct jpeg_decompress_struct *cinfo,
                        gboolean                             whole,
                        guint                                orientation,
                        DzJpegHeader                        *header)
{
  gboolean turned = orientation >= 5;

  header->orientation = orientation;
  header->width = cinfo->image_width;
  header->height = cinfo->image_height;
  header->upright_width = turned ? header->height : header->width;
  header->upright_height = turned ? header->width : header->height;
  header->components = cinfo->num_components;
  header->bit_depth = cinfo->data_precision;
  header->progressive = cinfo->progressive_mode;
  if (!whole)
    return;
  header->subsampling = subsampling_of (cinfo);
  copy_table (cinfo, 0, header->luma_table);
  header->has_chroma_table = copy_table (cinfo, 1, header->chroma_table);
}

/**
 * dz_jpeg_frame_count_memory:
 * @cinfo: a decompressor that has read a header
 * @keep_blocks: whether all coefficients will be held, as of a file with many scans they always are
 *
 * Counts, by the frame's own dimensions and before anything is allocated, what libjpeg will hold:
 * rows in work, and the coefficients.
 *
 * Returns: bytes
 */
gsize
dz_jpeg_frame_count_memory (struct jpeg_decompress_struct *cinfo,
                            gboolean                       keep_blocks)
{
  gsize bytes = ROWS_IN_WORK * (gsize) cinfo->image_width * cinfo->num_components;

  if (!keep_blocks && !jpeg_has_multiple_scans (cinfo))
    return bytes;
  for (int i = 0; i < cinfo->num_components; i++)
    {
      const jpeg_component_info *c = &cinfo->comp_info[i];
      gsize across = c->width_in_blocks + c->h_samp_factor;
      gsize down = c->height_in_blocks + c->v_samp_factor;

      bytes += across * down * sizeof (JBLOCK);
    }
  return bytes;
}
