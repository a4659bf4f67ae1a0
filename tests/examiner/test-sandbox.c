/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* How an act in the sandbox ended: its own result, or the kernel's. */
enum
{
  EXIT_DONE = 0,    /* it could be done */
  EXIT_REFUSED = 9, /* it was refused, and the process lives */
  EXIT_NOT_IN = 99, /* the sandbox was not entered */
};

/* The test itself, whom an act may aim at. */
static pid_t tester;

typedef int (*Act) (void);

typedef struct
{
  const char *name;
  Act         act;
  gboolean    in_parent; /* the warmed parent may do it */
} Case;

static int
verdict (long result)
{
  return result < 0 ? EXIT_REFUSED : EXIT_DONE;
}

static int
act_open (void)
{
  return verdict (open ("/etc/hostname", O_RDONLY));
}

static int
act_create (void)
{
  return verdict (syscall (SYS_openat, AT_FDCWD, "/tmp/dz-never", O_CREAT | O_RDWR, 0600));
}

static int
act_unlink (void)
{
  return verdict (unlink ("/tmp/dz-never"));
}

static int
act_memfd (void)
{
  return verdict (memfd_create ("dz", 0));
}

static int
act_socket (void)
{
  return verdict (socket (AF_INET, SOCK_STREAM, 0));
}

static int
act_unix_socket (void)
{
  return verdict (socket (AF_UNIX, SOCK_STREAM, 0));
}

static int
act_channel (void)
{
  int ends[2];

  return verdict (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends));
}

/* Either end may send to whoever has a name in the file system. */
static int
act_datagrams (void)
{
  int ends[2];

  return verdict (socketpair (AF_UNIX, SOCK_DGRAM, 0, ends));
}

static int
act_exec (void)
{
  char *const arguments[] = { (char *) "true", NULL };

  return verdict (execv ("/bin/true", arguments));
}

static int
act_fork (void)
{
  pid_t child = fork ();

  if (child == 0)
    _exit (0);
  if (child > 0)
    waitpid (child, NULL, 0);
  return verdict (child);
}

static int
act_new_namespace (void)
{
  return verdict (syscall (SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0));
}

static int
act_ptrace (void)
{
  return verdict (ptrace (PTRACE_ATTACH, tester, 0, 0));
}

static int
act_kill (void)
{
  return verdict (kill (tester, 0));
}

/* A group that there is none of, in case that it is allowed. */
static int
act_kill_group (void)
{
  return verdict (kill (-0x3fffffff, SIGKILL));
}

static int
act_limit_other (void)
{
  struct rlimit limit;

  return verdict (prlimit (tester, RLIMIT_CORE, NULL, &limit));
}

/* Who owns a descriptor is sent a signal of choice. */
static int
act_own_signal (void)
{
  return verdict (fcntl (0, F_SETOWN, tester));
}

static int
act_read (void)
{
  char byte;

  return verdict (read (0, &byte, 1));
}

static int
act_write_elsewhere (void)
{
  return verdict (write (1, "x", 1));
}

static int
act_code (void)
{
  return verdict ((long) mmap (NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                               0));
}

static int
act_code_later (void)
{
  void *page = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return verdict (mprotect (page, 4096, PROT_READ | PROT_EXEC));
}

static int
act_privileges (void)
{
  return verdict (setuid (12345));
}

static int
act_ring (void)
{
  return verdict (syscall (425 /* io_uring_setup */, 1, NULL));
}

static int
act_duplicate (void)
{
  return verdict (dup (0));
}

static int
act_compute (void)
{
  volatile guint8 *bytes = malloc (3 * 1000 * 1000);

  if (bytes == NULL)
    return EXIT_REFUSED;
  bytes[2 * 1000 * 1000] = 7;
  free ((gpointer) bytes);
  return verdict (g_get_monotonic_time () > 0 ? 0 : -1);
}

static int
act_answer (void)
{
  return write (DZ_SANDBOX_ANSWER_FD, "x", 1) == 1 ? EXIT_DONE : EXIT_REFUSED;
}

static const Case forbidden[] = {
  { "open", act_open, FALSE },
  { "create", act_create, FALSE },
  { "unlink", act_unlink, FALSE },
  { "memfd", act_memfd, FALSE },
  { "socket", act_socket, FALSE },
  { "unix-socket", act_unix_socket, FALSE },
  { "channel", act_channel, TRUE },
  { "datagrams", act_datagrams, FALSE },
  { "exec", act_exec, FALSE },
  { "fork", act_fork, TRUE },
  { "new-namespace", act_new_namespace, FALSE },
  { "ptrace", act_ptrace, FALSE },
  { "kill", act_kill, FALSE },
  { "kill-group", act_kill_group, FALSE },
  { "limit-other", act_limit_other, FALSE },
  { "own-signal", act_own_signal, FALSE },
  { "read", act_read, TRUE },
  { "write-elsewhere", act_write_elsewhere, TRUE },
  { "code", act_code, FALSE },
  { "code-later", act_code_later, FALSE },
  { "privileges", act_privileges, FALSE },
  { "ring", act_ring, FALSE },
  { "duplicate", act_duplicate, FALSE },
};

static void
use_null_device (void)
{
  static const struct rlimit none = { 0, 0 };
  int null = open ("/dev/null", O_RDWR);

  for (int fd = 0; fd <= DZ_SANDBOX_ANSWER_FD; fd++)
    {
      if (fd != 2)
        dup2 (null, fd);
    }
  setrlimit (RLIMIT_CORE, &none);
}

static int
wait_for (pid_t child)
{
  int how = 0;

  g_assert_cmpint (child, >, 0);
  g_assert_cmpint (waitpid (child, &how, 0), ==, child);
  return how;
}

static int
act_in_child (Act   act,
              gsize memory_max)
{
  const DzSandboxLimits limits = {
    .memory_max = DZ_SANDBOX_SANITIZED ? 0 : memory_max,
    .cpu_seconds = 5,
  };
  g_autoptr(DzSandbox) sandbox = dz_sandbox_new (NULL);
  pid_t child;

  g_assert_nonnull (sandbox);
  child = fork ();
  if (child == 0)
    {
      use_null_device ();
      if (!dz_sandbox_enter_child (sandbox, &limits, NULL))
        _exit (EXIT_NOT_IN);
      _exit (act ());
    }
  return wait_for (child);
}

static int
act_in_parent (Act act)
{
  g_autoptr(DzSandbox) sandbox = dz_sandbox_new (NULL);
  pid_t child;

  g_assert_nonnull (sandbox);
  child = fork ();
  if (child == 0)
    {
      use_null_device ();
      if (!dz_sandbox_enter_parent (sandbox, NULL))
        _exit (EXIT_NOT_IN);
      _exit (act ());
    }
  return wait_for (child);
}

/* A sanitizer reports before it dies, so that it is refused files rather than killed. */
static void
assert_prevented (int how)
{
  if (DZ_SANDBOX_SANITIZED && WIFEXITED (how))
    {
      g_assert_cmpint (WEXITSTATUS (how), ==, EXIT_REFUSED);
      return;
    }
  g_assert_true (WIFSIGNALED (how));
  g_assert_cmpint (WTERMSIG (how), ==, SIGSYS);
}

static void
assert_done (int how)
{
  g_assert_true (WIFEXITED (how));
  g_assert_cmpint (WEXITSTATUS (how), ==, EXIT_DONE);
}

static void
test_child (gconstpointer data)
{
  const Case *c = data;

  assert_prevented (act_in_child (c->act, 0));
}

static void
test_parent (gconstpointer data)
{
  const Case *c = data;

  if (c->in_parent)
    assert_done (act_in_parent (c->act));
  else
    assert_prevented (act_in_parent (c->act));
}

static void
test_allowed (void)
{
  assert_done (act_in_child (act_compute, 0));
  assert_done (act_in_child (act_answer, 0));
  assert_done (act_in_child (act_compute, 512 * 1024 * 1024));
}

static int
act_take_memory (void)
{
  return malloc (100 * 1024 * 1024) == NULL ? EXIT_REFUSED : EXIT_DONE;
}

static void
test_memory (void)
{
  int how;

  if (DZ_SANDBOX_SANITIZED)
    {
      g_test_skip ("a sanitizer needs more address space than any limit leaves");
      return;
    }
  assert_done (act_in_child (act_take_memory, 512 * 1024 * 1024));
  how = act_in_child (act_take_memory, 100 * 1024 * 1024);
  g_assert_true (WIFEXITED (how));
  g_assert_cmpint (WEXITSTATUS (how), ==, EXIT_REFUSED);
}

static int
act_spin (void)
{
  volatile guint64 n = 0;

  while (TRUE)
    n++;
  return EXIT_DONE;
}

static void
test_processor_time (void)
{
  const DzSandboxLimits limits = { .memory_max = 0, .cpu_seconds = 1 };
  g_autoptr(DzSandbox) sandbox = dz_sandbox_new (NULL);
  pid_t child = fork ();
  int how;

  if (child == 0)
    {
      use_null_device ();
      _exit (dz_sandbox_enter_child (sandbox, &limits, NULL) ? act_spin () : EXIT_NOT_IN);
    }
  how = wait_for (child);
  g_assert_true (WIFSIGNALED (how));
  g_assert_true (WTERMSIG (how) == SIGKILL || WTERMSIG (how) == SIGXCPU);
}

/* Only a child of the process that made the sandbox, which could outlive it unseen otherwise. */
static void
test_wrong_parent (void)
{
  const DzSandboxLimits limits = { 0, 1 };
  g_autoptr(DzSandbox) sandbox = dz_sandbox_new (NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (dz_sandbox_enter_child (sandbox, &limits, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  tester = getpid ();
  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    {
      g_autofree char *child = g_strconcat ("/sandbox/child/", forbidden[i].name, NULL);
      g_autofree char *parent = g_strconcat ("/sandbox/parent/", forbidden[i].name, NULL);

      g_test_add_data_func (child, &forbidden[i], test_child);
      g_test_add_data_func (parent, &forbidden[i], test_parent);
    }
  g_test_add_func ("/sandbox/allowed", test_allowed);
  g_test_add_func ("/sandbox/memory", test_memory);
  g_test_add_func ("/sandbox/processor-time", test_processor_time);
  g_test_add_func ("/sandbox/wrong-parent", test_wrong_parent);
  return g_test_run ();
}
