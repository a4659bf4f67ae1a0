/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sandbox.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

struct _DzSandbox
{
  scmp_filter_ctx parent; /* owned */
  scmp_filter_ctx child;  /* owned */
  pid_t           maker;  /* the process whose children enter it */
};

/* Memory, time, its own signals and its end: what any computation needs. */
static const int common_calls[] = {
  SCMP_SYS (brk),           SCMP_SYS (munmap),         SCMP_SYS (mremap),
  SCMP_SYS (madvise),       SCMP_SYS (futex),          SCMP_SYS (exit),
  SCMP_SYS (exit_group),    SCMP_SYS (rt_sigaction),   SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),  SCMP_SYS (sigaltstack),    SCMP_SYS (restart_syscall),
  SCMP_SYS (clock_gettime), SCMP_SYS (gettimeofday),   SCMP_SYS (time),
  SCMP_SYS (getpid),        SCMP_SYS (gettid),         SCMP_SYS (getrandom),
  SCMP_SYS (sched_yield),   SCMP_SYS (sysinfo),        SCMP_SYS (close),
  SCMP_SYS (rt_sigsuspend),
};

/* Beyond those, the warmed parent takes requests, forks and waits. */
static const int parent_calls[] = {
  SCMP_SYS (read),       SCMP_SYS (write),           SCMP_SYS (writev),     SCMP_SYS (poll),
  SCMP_SYS (ppoll),      SCMP_SYS (recvmsg),         SCMP_SYS (recvfrom),   SCMP_SYS (sendmsg),
  SCMP_SYS (wait4),      SCMP_SYS (waitid),          SCMP_SYS (getppid),    SCMP_SYS (dup2),
  SCMP_SYS (dup3),       SCMP_SYS (close_range),     SCMP_SYS (lseek),      SCMP_SYS (setrlimit),
  SCMP_SYS (seccomp),    SCMP_SYS (rseq),            SCMP_SYS (set_robust_list),
  SCMP_SYS (set_tid_address),
};

/* What the C library may ask on its way, and lives without. A sanitizer's report looks at files. */
static const int refused_calls[] = {
  SCMP_SYS (clone3), SCMP_SYS (newfstatat), SCMP_SYS (ioctl),
#if DZ_SANDBOX_SANITIZED
  SCMP_SYS (open),   SCMP_SYS (openat),     SCMP_SYS (readlink), SCMP_SYS (stat),
#endif
};

/* The process's own options that a child sets before it closes itself off. */
static const int prctl_options[] = {
  PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_GET_SECCOMP,
};

static void
keep_first (int *result,
            int  value)
{
  if (*result == 0)
    *result = value;
}

static int
allow_all (scmp_filter_ctx filter,
           const int      *calls,
           gsize           n_calls)
{
  int result = 0;

  for (gsize i = 0; i < n_calls; i++)
    keep_first (&result, seccomp_rule_add (filter, SCMP_ACT_ALLOW, calls[i], 0));
  return result;
}

static int
refuse_all (scmp_filter_ctx filter)
{
  int result = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (refused_calls); i++)
    keep_first (&result, seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), refused_calls[i], 0));
  return result;
}

/* The call's argument number @arg is @value, or has the bits @value among those of @mask. */
static struct scmp_arg_cmp
equal (guint   arg,
       guint64 value)
{
  return (struct scmp_arg_cmp) { .arg = arg, .op = SCMP_CMP_EQ, .datum_a = value };
}

static struct scmp_arg_cmp
masked (guint   arg,
        guint64 mask,
        guint64 value)
{
  return (struct scmp_arg_cmp) {
    .arg = arg,
    .op = SCMP_CMP_MASKED_EQ,
    .datum_a = mask,
    .datum_b = value,
  };
}

/* New memory never runs as code; only the parent maps buffers. */
static int
allow_memory (scmp_filter_ctx filter,
              gboolean        anonymous_only)
{
  const struct scmp_arg_cmp no_code = masked (2, PROT_EXEC, 0);
  const struct scmp_arg_cmp anonymous = masked (3, MAP_ANONYMOUS, MAP_ANONYMOUS);
  int result = 0;

  keep_first (&result, seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap),
                                         anonymous_only ? 2 : 1, no_code, anonymous));
  keep_first (&result, seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1, no_code));
  return result;
}

/* A plain fork: no thread, no namespace. */
static int
allow_fork (scmp_filter_ctx filter)
{
  const guint64 others = ~(guint64) (CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID);

  return seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (clone), 1,
                           masked (0, others, SIGCHLD));
}

/* A channel to a child, which reaches nobody else. Of a pair of datagram sockets either may send to
 * any name. */
static int
allow_channel (scmp_filter_ctx filter)
{
  return seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (socketpair), 2, equal (0, AF_UNIX),
                           equal (1, SOCK_SEQPACKET | SOCK_CLOEXEC));
}

/* One process is ended at a time, never a group or everybody: no negative number. The limits are
 * the caller's own. */
static int
allow_child_care (scmp_filter_ctx filter)
{
  int result = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (kill), 2,
                                 masked (0, 0x80000000u, 0), equal (1, SIGKILL));

  keep_first (&result, seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prlimit64), 1,
                                         equal (0, 0)));
  return result;
}

static int
allow_parent (scmp_filter_ctx filter)
{
  int result = allow_all (filter, parent_calls, G_N_ELEMENTS (parent_calls));

  keep_first (&result, allow_memory (filter, FALSE));
  keep_first (&result, allow_fork (filter));
  keep_first (&result, allow_channel (filter));
  keep_first (&result, allow_child_care (filter));
  for (gsize i = 0; i < G_N_ELEMENTS (prctl_options); i++)
    keep_first (&result, seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prctl), 1,
                                           equal (0, prctl_options[i])));
  return result;
}

static int
allow_child (scmp_filter_ctx filter)
{
  static const int writable[] = { DZ_SANDBOX_ANSWER_FD, STDERR_FILENO };
  int result = allow_memory (filter, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (writable); i++)
    keep_first (&result, seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (write), 1,
                                           equal (0, writable[i])));
  return result;
}

static scmp_filter_ctx
make_filter (int (*allow) (scmp_filter_ctx filter),
             GError **error)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
  int result = filter != NULL ? 0 : -ENOMEM;

  if (filter != NULL)
    {
      keep_first (&result, seccomp_attr_set (filter, SCMP_FLTATR_ACT_BADARCH,
                                             SCMP_ACT_KILL_PROCESS));
      keep_first (&result, allow_all (filter, common_calls, G_N_ELEMENTS (common_calls)));
      keep_first (&result, refuse_all (filter));
      keep_first (&result, allow (filter));
    }
  if (result == 0)
    return filter;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (-result),
               "cannot make a list of system calls: %s", g_strerror (-result));
  seccomp_release (filter);
  return NULL;
}

/**
 * dz_sandbox_new:
 * @error: return location; #GIOErrorEnum
 *
 * Makes both lists of allowed system calls, while everything is allowed still.
 *
 * Returns: (transfer full) (nullable): a sandbox that nobody has entered yet
 */
DzSandbox *
dz_sandbox_new (GError **error)
{
  g_autoptr(DzSandbox) self = g_new0 (DzSandbox, 1);

  self->maker = getpid ();
  self->parent = make_filter (allow_parent, error);
  if (self->parent == NULL)
    return NULL;
  self->child = make_filter (allow_child, error);
  if (self->child == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * dz_sandbox_free:
 * @self: (transfer full) (nullable): a sandbox
 *
 * Frees the lists. What was entered stays entered.
 */
void
dz_sandbox_free (DzSandbox *self)
{
  if (self == NULL)
    return;
  seccomp_release (self->parent);
  seccomp_release (self->child);
  g_free (self);
}

static gboolean
give_up_rights (GError **error)
{
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               "cannot give up privileges: %s", g_strerror (errno));
  return FALSE;
}

static gboolean
load (scmp_filter_ctx filter,
      GError        **error)
{
  int result = seccomp_load (filter);

  if (result == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (-result),
               "cannot limit system calls: %s", g_strerror (-result));
  return FALSE;
}

/**
 * dz_sandbox_enter_parent:
 * @self: a sandbox
 * @error: return location; #GIOErrorEnum
 *
 * Closes the warmed helper off: from here it can take requests, fork, wait and answer, but not
 * open a file or a connection, nor run a program. What breaks the rule ends the process.
 *
 * Returns: whether it is closed off
 */
gboolean
dz_sandbox_enter_parent (DzSandbox *self,
                         GError   **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return give_up_rights (error) && load (self->parent, error);
}

static gboolean
limit (int      resource,
       guint64  value,
       GError **error)
{
  const struct rlimit both = { .rlim_cur = value, .rlim_max = value };

  if (setrlimit (resource, &both) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               "cannot limit resource %d: %s", resource, g_strerror (errno));
  return FALSE;
}

/* A parent that ended before the call is noticed by its absence. */
static gboolean
die_with (pid_t    parent,
          GError **error)
{
  if (prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 && getppid () == parent)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "cannot tie a child to its parent %d", (int) parent);
  return FALSE;
}

/**
 * dz_sandbox_enter_child:
 * @self: a sandbox
 * @limits: what the child may use
 * @error: return location; #GIOErrorEnum
 *
 * Closes a child off for good: it can compute and write to DZ_SANDBOX_ANSWER_FD, nothing else. It
 * cannot open, create or duplicate descriptors, grow a file, leave a core, and dies with its
 * parent.
 *
 * Returns: whether it is closed off
 */
gboolean
dz_sandbox_enter_child (DzSandbox             *self,
                        const DzSandboxLimits *limits,
                        GError               **error)
{
  g_return_val_if_fail (self != NULL && limits != NULL, FALSE);

  return die_with (self->maker, error)
         && give_up_rights (error)
         && (limits->memory_max == 0 || limit (RLIMIT_AS, limits->memory_max, error))
         && limit (RLIMIT_CPU, limits->cpu_seconds, error)
         && limit (RLIMIT_FSIZE, 0, error)
         && limit (RLIMIT_CORE, 0, error)
         && limit (RLIMIT_NOFILE, 0, error)
         && load (self->child, error);
}
