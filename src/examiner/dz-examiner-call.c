/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-examiner-call.h"

#include "dz-examiner.h"
#include "dz-memfd.h"

#include <unistd.h>

/* A helper loads networks before it says hello. */
#define START_TIMEOUT_MS 30000

/* The helper ends its child at the limit and says so; past this it hangs itself. */
#define GRACE_MS 2000

#define TRIES 2

static gboolean
fail (GError        **error,
      DzExaminerError code,
      const char     *sentence)
{
  g_set_error_literal (error, DZ_EXAMINER_ERROR, code, sentence);
  return FALSE;
}

static void
refuse (GBytes  *body,
        GError **error)
{
  g_autofree char *sentence = dz_examiner_read_sentence (body, error);

  if (sentence != NULL)
    fail (error, DZ_EXAMINER_ERROR_UNREADABLE, sentence);
}

static gpointer
read_answer (DzExaminerCall         *self,
             const DzExaminerAnswer *answer,
             GBytes                 *body,
             int                     output,
             GError                **error)
{
  switch ((DzExaminerStatus) answer->status)
    {
    case DZ_EXAMINER_STATUS_OK:
      return self->read (&self->request, body, output, error);
    case DZ_EXAMINER_STATUS_UNREADABLE:
      refuse (body, error);
      break;
    case DZ_EXAMINER_STATUS_TIMEOUT:
      fail (error, DZ_EXAMINER_ERROR_TIMEOUT, "reading the file takes longer than the limit");
      break;
    case DZ_EXAMINER_STATUS_CRASHED:
      fail (error, DZ_EXAMINER_ERROR_CRASHED, "the helper crashed on the file");
      break;
    case DZ_EXAMINER_STATUS_MEMORY:
      fail (error, DZ_EXAMINER_ERROR_UNREADABLE, "reading the file takes more memory than allowed");
      break;
    case DZ_EXAMINER_STATUS_BROKEN:
      fail (error, DZ_EXAMINER_ERROR_START,
            "the helper could not work: the system lacks memory, processes or a right");
      break;
    case DZ_N_EXAMINER_STATUSES:
    default:
      fail (error, DZ_EXAMINER_ERROR_LIED, "the helper answered in an unknown way");
      break;
    }
  return NULL;
}

static void
make_wait (DzExaminerCall *self,
           guint           timeout_ms,
           DzExaminerWait *wait)
{
  wait->cancellable = self->cancellable;
  wait->stop_fd = dz_examiner_pool_get_stop_fd (self->pool);
  wait->timeout_ms = timeout_ms;
}

static gpointer
ask (DzExaminerCall    *self,
     DzExaminerProcess *process,
     int                input,
     int                output,
     GError           **error)
{
  const int fds[] = { input, output };
  guint timeout_ms = MIN (self->request.timeout_ms, G_MAXUINT - GRACE_MS) + GRACE_MS;
  g_autoptr(GBytes) body = NULL;
  DzExaminerAnswer answer;
  DzExaminerWait wait;

  make_wait (self, timeout_ms, &wait);
  self->request.id = process->n_served + 1;
  body = dz_examiner_process_exchange (process, &self->request, fds, output >= 0 ? 2 : 1, &wait,
                                       &answer, error);
  if (body == NULL)
    return NULL;
  return read_answer (self, &answer, body, output, error);
}

/* Each try has an output buffer of its own, since a helper may have kept hold of the last one. */
static gpointer
ask_with_buffer (DzExaminerCall    *self,
                 DzExaminerProcess *process,
                 int                input,
                 GError           **error)
{
  gpointer result;
  int output;

  if (self->request.output_length == 0)
    return ask (self, process, input, -1, error);
  output = dz_memfd_new_output (self->request.output_length, error);
  if (output < 0)
    return NULL;
  result = ask (self, process, input, output, error);
  close (output);
  return result;
}

static gboolean
is_fault_of_helper (const GError *error)
{
  return g_error_matches (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_TIMEOUT)
         || g_error_matches (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_CRASHED)
         || g_error_matches (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED);
}

static gboolean
is_answer (const GError *error)
{
  return error == NULL
         || g_error_matches (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE);
}

static gboolean
ensure_process (DzExaminerCall     *self,
                DzExaminerProcess **process,
                GError            **error)
{
  DzExaminerWait wait;

  if (*process != NULL)
    return TRUE;
  make_wait (self, START_TIMEOUT_MS, &wait);
  *process = dz_examiner_process_new (self->program, &wait, error);
  return *process != NULL;
}

/* One try. A helper that is not above doubt after it is ended, and @process is %NULL. A helper that
 * had served others and was found dead says nothing about these bytes. */
static gpointer
try (DzExaminerCall     *self,
     DzExaminerProcess **process,
     int                 input,
     gboolean           *counts,
     GError            **error)
{
  g_autoptr(GError) local_error = NULL;
  gpointer result;

  *counts = TRUE;
  if (!ensure_process (self, process, error))
    return NULL;
  result = ask_with_buffer (self, *process, input, &local_error);
  if (is_answer (local_error))
    {
      (*process)->n_served++;
    }
  else
    {
      *counts = !(*process)->gone || (*process)->n_served == 0;
      g_clear_pointer (process, dz_examiner_process_free);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return result;
}

static gpointer
try_twice (DzExaminerCall     *self,
           DzExaminerProcess **process,
           int                 input,
           GError            **error)
{
  g_autoptr(GError) first_error = NULL;
  guint n_tries = 0;

  while (TRUE)
    {
      g_autoptr(GError) local_error = NULL;
      gboolean counts;
      gpointer result = try (self, process, input, &counts, &local_error);

      if (result != NULL)
        return result;
      n_tries += counts;
      if (is_fault_of_helper (local_error) && n_tries < TRIES)
        {
          if (counts)
            first_error = g_steal_pointer (&local_error);
          continue;
        }
      /* Only two crashes are told as crashes; one with another fault may pass another time. */
      if (first_error != NULL
          && g_error_matches (local_error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_CRASHED))
        g_propagate_error (error, g_steal_pointer (&first_error));
      else
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
}

/**
 * dz_examiner_call_start:
 * @pool: where helpers are
 * @program: path of the helper
 * @error: return location; DZ_EXAMINER_ERROR_START, DZ_EXAMINER_ERROR_CLOSED
 *
 * Takes a place and starts its helper where none is there yet.
 *
 * Returns: whether a helper is there
 */
gboolean
dz_examiner_call_start (DzExaminerPool *pool,
                        const char     *program,
                        GError        **error)
{
  DzExaminerCall call = { .pool = pool, .program = program };
  DzExaminerProcess *process = NULL;
  gboolean started;

  if (!dz_examiner_pool_take (pool, &process, NULL, error))
    return FALSE;
  started = ensure_process (&call, &process, error);
  dz_examiner_pool_give (pool, process);
  return started;
}

/**
 * dz_examiner_call_run:
 * @self: a call
 * @error: return location; DZ_EXAMINER_ERROR, #GIOErrorEnum where cancelled
 *
 * Waits for a place in the pool and asks. A helper that crashes, hangs or lies is ended, and a
 * fresh one asked once more.
 *
 * Returns: (transfer full) (nullable): what the call's read function made
 */
gpointer
dz_examiner_call_run (DzExaminerCall *self,
                      GError        **error)
{
  DzExaminerProcess *process = NULL;
  g_autoptr(GError) local_error = NULL;
  gpointer result = NULL;
  int input;

  if (!dz_examiner_pool_take (self->pool, &process, self->cancellable, error))
    return NULL;
  input = dz_memfd_new_input (self->bytes, &local_error);
  if (input >= 0)
    {
      result = try_twice (self, &process, input, &local_error);
      close (input);
    }
  dz_examiner_pool_give (self->pool, process);
  if (g_error_matches (local_error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED))
    g_prefix_error (&local_error, "the helper cannot be believed: ");
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return result;
}
