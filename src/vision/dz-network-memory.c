/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-network-memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <xnnpack.h>

/* A photo is looked at in a fresh child, which must take every page that the networks write to
 * anew: 3,900 of 4 KiB cost it as much time as the networks themselves. So what is large lies in
 * pages of 2 MiB, where the system has them, and nobody touches it before the child does. */
#define LARGE_PAGE ((gsize) 2 * 1024 * 1024)
#define LARGE_SIZE ((gsize) 128 * 1024)

/* XNNPACK asks for nothing stricter; a cache line. */
#define ALIGNMENT 64

/* Stands in the cache line before each piece of memory. */
typedef struct
{
  gpointer base;
  gsize    mapped; /* bytes of the mapping; 0 for what malloc() gave */
} Head;

G_STATIC_ASSERT (sizeof (Head) <= ALIGNMENT);

static gpointer
put_head (Head   head,
          guint8 *memory)
{
  *(Head *) (gpointer) (memory - ALIGNMENT) = head;
  return memory;
}

static guint8 *
round_up (guint8 *memory,
          gsize   alignment)
{
  return memory + (alignment - (uintptr_t) memory % alignment) % alignment;
}

/* A system without large pages says so, and gives small ones: slower, and nothing else. */
static gpointer
map_large (gsize size)
{
  gsize used = (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
  gsize mapped = used + LARGE_PAGE + ALIGNMENT;
  guint8 *base = mmap (NULL, mapped, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  guint8 *memory;

  if (base == MAP_FAILED)
    return NULL;
  memory = round_up (base + ALIGNMENT, LARGE_PAGE);
  madvise (memory, used, MADV_HUGEPAGE);
  return put_head ((Head) { base, mapped }, memory);
}

static gpointer
allocate_small (gsize size)
{
  guint8 *base = calloc (1, size + 2 * ALIGNMENT);

  if (base == NULL)
    return NULL;
  return put_head ((Head) { base, 0 }, round_up (base + ALIGNMENT, ALIGNMENT));
}

static gpointer
allocate (gsize size)
{
  if (size > G_MAXSIZE - 3 * LARGE_PAGE)
    return NULL;
  return size >= LARGE_SIZE ? map_large (size) : allocate_small (size);
}

/**
 * dz_network_memory_new:
 * @size: in bytes
 *
 * Returns: (transfer full): memory of zeros, aligned to a cache line. Of what is large no page is
 *   taken until it is written to.
 */
gpointer
dz_network_memory_new (gsize size)
{
  gpointer memory = allocate (size);

  if (memory == NULL)
    g_error ("no memory for a network: %" G_GSIZE_FORMAT " bytes", size);
  return memory;
}

/**
 * dz_network_memory_free:
 * @memory: (nullable): memory of dz_network_memory_new()
 */
void
dz_network_memory_free (gpointer memory)
{
  Head head;

  if (memory == NULL)
    return;
  head = *(Head *) (gpointer) ((guint8 *) memory - ALIGNMENT);
  if (head.mapped > 0)
    munmap (head.base, head.mapped);
  else
    free (head.base);
}

static void *
allocate_plain (void   *context,
                size_t  size)
{
  return malloc (size);
}

static void *
reallocate_plain (void   *context,
                  void   *pointer,
                  size_t  size)
{
  return realloc (pointer, size);
}

static void
free_plain (void *context,
            void *pointer)
{
  free (pointer);
}

static void *
allocate_aligned (void   *context,
                  size_t  alignment,
                  size_t  size)
{
  return alignment <= ALIGNMENT ? allocate (size) : NULL;
}

static void
free_aligned (void *context,
              void *pointer)
{
  dz_network_memory_free (pointer);
}

/**
 * dz_network_memory_allocator:
 *
 * Returns: (transfer none): what XNNPACK shall take its memory from: the intermediate results of a
 *   network are the larger part of all that a child writes to
 */
const struct xnn_allocator *
dz_network_memory_allocator (void)
{
  static const struct xnn_allocator allocator = {
    NULL, allocate_plain, reallocate_plain, free_plain, allocate_aligned, free_aligned,
  };

  return &allocator;
}
