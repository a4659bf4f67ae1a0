/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The only descriptor of a child, besides three on /dev/null: its answer goes there. */
#define DZ_SANDBOX_ANSWER_FD 3

#if defined(__SANITIZE_ADDRESS__)
#define DZ_SANDBOX_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define DZ_SANDBOX_SANITIZED 1
#endif
#endif
#ifndef DZ_SANDBOX_SANITIZED
#define DZ_SANDBOX_SANITIZED 0
#endif

/**
 * DzSandboxLimits:
 * @memory_max: address space, bytes; 0 for no limit
 * @cpu_seconds: processor time
 *
 * What the kernel lets a child use.
 */
typedef struct
{
  gsize memory_max;
  guint cpu_seconds;
} DzSandboxLimits;

typedef struct _DzSandbox DzSandbox;

DzSandbox *dz_sandbox_new          (GError                **error);
void       dz_sandbox_free         (DzSandbox              *self);
gboolean   dz_sandbox_enter_parent (DzSandbox              *self,
                                    GError                **error);
gboolean   dz_sandbox_enter_child  (DzSandbox              *self,
                                    const DzSandboxLimits  *limits,
                                    GError                **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzSandbox, dz_sandbox_free)

G_END_DECLS
