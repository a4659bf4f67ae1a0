/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-network-memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
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

/* Room for what the three networks share with their callers, and for the largest of what each has
 * between its operators: 11.2 MB. What does not fit is taken apart. */
#define SCRATCH_SIZE (6 * LARGE_PAGE)

struct _DzScratch
{
  gpointer base;   /* owned */
  gsize    mapped;
  guint8  *memory; /* in it, SCRATCH_SIZE of it */
  gsize    taken;  /* from its end, for good */
  gsize    lent;   /* from its start, the most that any network works in */
  guint    n_large;
  guint    lend_at;
};

/* XNNPACK's allocator belongs to the whole process and is not told who asks. */
static _Thread_local DzScratch *watching;

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
    free (head.base); /* nothing, where the piece was lent */
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

/* The scratch begins where a large page does; what stands before it says that XNNPACK shall not
 * free it. */
static gpointer
lend (DzScratch *scratch,
      gsize      size)
{
  if (scratch->n_large++ != scratch->lend_at || size > SCRATCH_SIZE - scratch->taken)
    return NULL;
  scratch->lent = MAX (scratch->lent, size);
  return scratch->memory;
}

static void *
allocate_aligned (void   *context,
                  size_t  alignment,
                  size_t  size)
{
  gpointer lent = NULL;

  if (alignment > ALIGNMENT)
    return NULL;
  if (watching != NULL && size >= LARGE_SIZE)
    lent = lend (watching, size);
  return lent != NULL ? lent : allocate (size);
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

/**
 * dz_scratch_new:
 *
 * Returns: (transfer full): memory that no network uses yet; it must outlive those that will
 */
DzScratch *
dz_scratch_new (void)
{
  DzScratch *self = g_new0 (DzScratch, 1);
  Head *head;

  self->memory = map_large (SCRATCH_SIZE);
  if (self->memory == NULL)
    g_error ("no memory for networks: %" G_GSIZE_FORMAT " bytes", SCRATCH_SIZE);
  head = (Head *) (gpointer) (self->memory - ALIGNMENT);
  self->base = head->base;
  self->mapped = head->mapped;
  *head = (Head) { NULL, 0 };
  return self;
}

/**
 * dz_scratch_free:
 * @self: (transfer full) (nullable): memory that no network uses any more
 */
void
dz_scratch_free (DzScratch *self)
{
  if (self == NULL)
    return;
  munmap (self->base, self->mapped);
  g_free (self);
}

/**
 * dz_scratch_take:
 * @self: (nullable): scratch memory
 * @size: in bytes
 *
 * Takes a piece for one network alone, which no other one works in.
 *
 * Returns: (transfer none) (nullable): memory of zeros, aligned to a cache line; %NULL where so
 *   much is not left
 */
gpointer
dz_scratch_take (DzScratch *self,
                 gsize      size)
{
  gsize used = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

  if (self == NULL || used < size || used > SCRATCH_SIZE - self->taken - self->lent)
    return NULL;
  self->taken += used;
  return self->memory + SCRATCH_SIZE - self->taken;
}

/**
 * dz_scratch_watch:
 * @self: (nullable): scratch memory
 * @lend_at: which of the large pieces that this thread asks for from now on shall lie in it, 0 for
 *   the first; DZ_SCRATCH_NONE for none
 */
void
dz_scratch_watch (DzScratch *self,
                  guint      lend_at)
{
  if (self == NULL)
    return;
  self->n_large = 0;
  self->lend_at = lend_at;
  watching = self;
}

/**
 * dz_scratch_unwatch:
 * @self: (nullable): scratch memory
 *
 * Returns: how many large pieces were asked for since dz_scratch_watch()
 */
guint
dz_scratch_unwatch (DzScratch *self)
{
  watching = NULL;
  return self != NULL ? self->n_large : 0;
}

/**
 * dz_scratch_touch:
 * @self: scratch memory
 *
 * Takes every page of it now, so that no network waits for one. A system that cannot (before Linux
 * 5.14) gives each page when it is written to, as it would without this.
 */
void
dz_scratch_touch (DzScratch *self)
{
  g_return_if_fail (self != NULL);

  madvise (self->memory, SCRATCH_SIZE, MADV_POPULATE_WRITE);
}

/**
 * dz_scratch_is_touched:
 * @self: scratch memory
 *
 * Returns: whether anybody has written to it
 */
gboolean
dz_scratch_is_touched (const DzScratch *self)
{
  gsize page = sysconf (_SC_PAGESIZE);
  g_autofree guint8 *resident = g_malloc0 (SCRATCH_SIZE / page);

  if (mincore (self->memory, SCRATCH_SIZE, resident) != 0)
    return TRUE;
  for (gsize i = 0; i < SCRATCH_SIZE / page; i++)
    {
      if ((resident[i] & 1) != 0)
        return TRUE;
    }
  return FALSE;
}
