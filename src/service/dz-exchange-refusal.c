/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-exchange-private.h"

#include <string.h>

#include "dz-problem.h"
#include "dz-refusal.h"

/* How a request is refused before or while its body comes. */

/* A refused body of this size is simply read to its end; a longer one is answered in the middle. */
#define SHORT_BODY 65536

/* Outside of the server's own reading, which does not survive that its connection is taken. */
static gboolean
refuse_in_the_middle_cb (gpointer user_data)
{
  SoupServerMessage *message = user_data;
  DzExchange *self = g_object_get_data (G_OBJECT (message), DZ_EXCHANGE_DATA);
  GIOStream *connection;

  if (self->gone)
    return G_SOURCE_REMOVE;
  self->gone = TRUE;
  dz_exchange_stop_timer (self);
  connection = soup_server_message_steal_connection (message);
  if (connection != NULL)
    dz_refusal_send (connection, self->refuse_status, self->refuse_problem);
  return G_SOURCE_REMOVE;
}

static void
refuse_in_the_middle (DzExchange *self,
                      guint       status,
                      const DzWireProblem *problem)
{
  g_autoptr(GSource) idle = g_idle_source_new ();

  soup_server_message_pause (self->message); /* nothing more is read until then */
  self->refuse_status = status;
  self->refuse_problem = dz_wire_problem_new (problem->code, problem->zh, problem->en);
  g_source_set_priority (idle, G_PRIORITY_DEFAULT);
  g_source_set_callback (idle, refuse_in_the_middle_cb, g_object_ref (self->message),
                         g_object_unref);
  g_source_attach (idle, dz_service_get_context (self->service));
}

static gboolean
is_short (DzExchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  goffset length;

  switch (soup_message_headers_get_encoding (headers))
    {
    case SOUP_ENCODING_NONE:
      return TRUE;
    case SOUP_ENCODING_CONTENT_LENGTH:
      length = soup_message_headers_get_content_length (headers);
      return length >= 0 && length <= SHORT_BODY; /* libsoup lets a negative one through */
    case SOUP_ENCODING_UNRECOGNIZED:
    case SOUP_ENCODING_EOF:
    case SOUP_ENCODING_CHUNKED:
    case SOUP_ENCODING_BYTERANGES:
    default:
      return FALSE;
    }
}

/* Whether the body has more than one length (RFC 9112 §6.3): a server before this one may have read
 * another one, and what follows may be somebody else's request. */
gboolean
dz_exchange_has_two_lengths (SoupMessageHeaders *headers)
{
  const char *lengths = soup_message_headers_get_list (headers, "Content-Length");

  return lengths != NULL &&
         (strchr (lengths, ',') != NULL ||
          soup_message_headers_get_list (headers, "Transfer-Encoding") != NULL);
}

/* Whether the server will come to write an answer by itself, and soon. */
static gboolean
is_answered_soon (DzExchange   *self,
                  const GError *error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);

  if (self->received > 0 || dz_exchange_has_two_lengths (headers) ||
      g_error_matches (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_TOO_SLOW))
    return FALSE;
  return (soup_message_headers_get_expectations (headers) & SOUP_EXPECTATION_CONTINUE) != 0 ||
         is_short (self);
}

/* Refuses a request before or while its body comes. Nothing more of the body is kept. */
void
dz_exchange_refuse (DzExchange   *self,
                    const GError *error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  guint status;
  g_autoptr(DzWireProblem) problem = dz_problem_from_error (error, &status);

  self->refused = TRUE;
  soup_message_body_set_accumulate (soup_server_message_get_request_body (self->message), FALSE);
  if (is_answered_soon (self, error))
    {
      if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_NONE)
        soup_message_headers_replace (soup_server_message_get_response_headers (self->message),
                                      "Connection", "close");
      dz_exchange_respond_problem (self, status, problem);
    }
  else
    refuse_in_the_middle (self, status, problem);
}

void
dz_exchange_refuse_code (DzExchange     *self,
                         DzServiceError  code)
{
  g_autoptr(GError) error = g_error_new_literal (DZ_SERVICE_ERROR, code, "refused by the server");

  dz_exchange_refuse (self, error);
}
