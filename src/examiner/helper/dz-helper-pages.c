/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-helper-pages.h"

#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

/* Enough for a photo of 480×640: its coefficients, the copy that is looked at, smaller ones made of
 * it, and what is measured on them. Of a larger photo the rest hardly counts. */
#define RESERVED_BLOCK ((gsize) 64 * 1024)
#define RESERVED_BLOCKS 64

static void
take_pages (guint8 *memory,
            gsize   size)
{
  gsize page = sysconf (_SC_PAGESIZE);
  gsize before = (guintptr) memory % page;

  madvise (memory - before, before + size, MADV_POPULATE_WRITE);
}

/* In blocks, so that what the parent has used and freed, which is given out first, is taken too.
 * What is freed here is kept for the work to come. */
static void
reserve_memory (void)
{
  guint8 *blocks[RESERVED_BLOCKS];

  mallopt (M_MMAP_THRESHOLD, RESERVED_BLOCKS * RESERVED_BLOCK);
  mallopt (M_TRIM_THRESHOLD, 2 * RESERVED_BLOCKS * RESERVED_BLOCK);
  for (guint i = 0; i < RESERVED_BLOCKS; i++)
    {
      blocks[i] = g_malloc (RESERVED_BLOCK);
      take_pages (blocks[i], RESERVED_BLOCK);
    }
  for (guint i = 0; i < RESERVED_BLOCKS; i++)
    g_free (blocks[i]);
}

/* Code and constants are in memory already, but a new process is shown each page of them only when
 * it asks. */
static int
see_segments_cb (struct dl_phdr_info *object,
                 size_t               size,
                 void                *user_data)
{
  const gsize page = *(const gsize *) user_data;

  for (guint i = 0; i < object->dlpi_phnum; i++)
    {
      const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
      gsize start = object->dlpi_addr + segment->p_vaddr;

      if (segment->p_type == PT_LOAD && (segment->p_flags & PF_W) == 0)
        madvise ((gpointer) (start - start % page), start % page + segment->p_memsz,
                 MADV_POPULATE_READ);
    }
  return 0;
}

/**
 * dz_helper_pages_take:
 *
 * Has the system give a fresh process the memory it will need, and show it its code, before there
 * is anything to do; otherwise each page costs a fault when it is first touched, while somebody
 * waits. A system that cannot (before Linux 5.14) gives each page at that time.
 */
void
dz_helper_pages_take (void)
{
  gsize page = sysconf (_SC_PAGESIZE);

  reserve_memory ();
  dl_iterate_phdr (see_segments_cb, &page);
}
