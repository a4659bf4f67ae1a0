/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-network-memory.h"

#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <xnnpack.h>

static const gsize sizes[] = { 0, 1, 63, 64, 4096, 131071, 131072, 2097152, 2097153, 9000000 };

static void
test_new (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint8 *memory = dz_network_memory_new (sizes[i]);

      g_assert_cmpuint ((uintptr_t) memory % 64, ==, 0);
      for (gsize j = 0; j < sizes[i]; j++)
        g_assert_cmpint (memory[j], ==, 0);
      memset (memory, 0xff, sizes[i]);
      dz_network_memory_free (memory);
    }
  dz_network_memory_free (NULL);
}

static void
test_allocator (void)
{
  const struct xnn_allocator *allocator = dz_network_memory_allocator ();
  guint8 *memory = allocator->allocate (allocator->context, 10);

  memory[0] = 7;
  memory = allocator->reallocate (allocator->context, memory, 1000000);
  g_assert_cmpint (memory[0], ==, 7);
  allocator->deallocate (allocator->context, memory);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      memory = allocator->aligned_allocate (allocator->context, 64, sizes[i]);
      g_assert_cmpuint ((uintptr_t) memory % 64, ==, 0);
      memset (memory, 0xff, sizes[i]);
      allocator->aligned_deallocate (allocator->context, memory);
    }
  g_assert_null (allocator->aligned_allocate (allocator->context, 64, G_MAXSIZE));
  g_assert_null (allocator->aligned_allocate (allocator->context, 64, G_MAXSIZE / 2));
}

/* What nobody has written to takes no memory: a child then takes it in few large steps. */
static void
test_untouched (void)
{
  struct rusage before, after;
  guint8 *memory;

  getrusage (RUSAGE_SELF, &before);
  memory = dz_network_memory_new (256 * 1024 * 1024);
  getrusage (RUSAGE_SELF, &after);
  g_assert_cmpint (after.ru_minflt - before.ru_minflt, <, 100);
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 16 * 1024);
  dz_network_memory_free (memory);
}

/* What one network has taken for good must not lie where another one works. */
static void
test_scratch (void)
{
  const struct xnn_allocator *allocator = dz_network_memory_allocator ();
  g_autoptr(DzScratch) scratch = dz_scratch_new ();
  guint8 *taken = dz_scratch_take (scratch, 1000000);
  gsize size = 8000000;
  guint8 *lent;

  dz_scratch_watch (scratch, 0);
  lent = allocator->aligned_allocate (allocator->context, 64, size);
  g_assert_cmpuint (dz_scratch_unwatch (scratch), ==, 1);
  g_assert_true (lent < taken && taken - lent >= (gssize) size);
  allocator->aligned_deallocate (allocator->context, lent);

  g_assert_null (dz_scratch_take (scratch, size));
  taken = dz_scratch_take (scratch, 1000000);
  g_assert_true (taken != NULL && taken - lent >= (gssize) size);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/network-memory/new", test_new);
  g_test_add_func ("/network-memory/allocator", test_allocator);
  g_test_add_func ("/network-memory/untouched", test_untouched);
  g_test_add_func ("/network-memory/scratch", test_scratch);
  return g_test_run ();
}
