/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * DZ_WIRE_ERROR:
 *
 * The domain of what is wrong with JSON from the other side.
 */
#define DZ_WIRE_ERROR (dz_wire_error_quark ())

/**
 * DzWireError:
 * @DZ_WIRE_ERROR_SIZE: longer or deeper than allowed
 * @DZ_WIRE_ERROR_SYNTAX: not JSON (RFC 8259), or not UTF-8
 * @DZ_WIRE_ERROR_SHAPE: JSON, but a field is missing, has another type, an unknown word or a number
 *   out of range; the message begins with the path, "$.items[3].lease.id: …"
 */
typedef enum
{
  DZ_WIRE_ERROR_SIZE,
  DZ_WIRE_ERROR_SYNTAX,
  DZ_WIRE_ERROR_SHAPE,
} DzWireError;

GQuark dz_wire_error_quark (void);

/* Both sides say which API they speak in this header of every exchange. */
#define DZ_WIRE_API_VERSION 1
#define DZ_WIRE_API_HEADER "Duizhao-Api"
#define DZ_WIRE_VERSION_HEADER "Duizhao-Version"

/* An answer bears the name of its request, 32 hexadecimal digits: a proxy that mixes them up is
 * found out. */
#define DZ_WIRE_REQUEST_HEADER "Duizhao-Request"

#define DZ_WIRE_API_PREFIX "/api/v1"

#define DZ_WIRE_REQUEST_BYTES_MAX ((gsize) 1024 * 1024)
#define DZ_WIRE_ANSWER_BYTES_MAX ((gsize) 16 * 1024 * 1024)
#define DZ_WIRE_DEPTH_MAX 16

JsonNode *dz_wire_parse (GBytes   *bytes,
                         gsize     bytes_max,
                         GError  **error);
GBytes   *dz_wire_print (JsonNode *node);

G_END_DECLS

#include "dz-wire-admission.h"
#include "dz-wire-command-answer.h"
#include "dz-wire-command.h"
#include "dz-wire-correction.h"
#include "dz-wire-crop.h"
#include "dz-wire-decision.h"
#include "dz-wire-delivery-facts.h"
#include "dz-wire-entry.h"
#include "dz-wire-escalation.h"
#include "dz-wire-finding.h"
#include "dz-wire-item.h"
#include "dz-wire-lease.h"
#include "dz-wire-measurement.h"
#include "dz-wire-other-face.h"
#include "dz-wire-override.h"
#include "dz-wire-policy.h"
#include "dz-wire-problem.h"
#include "dz-wire-queue-counts.h"
#include "dz-wire-queue-filter.h"
#include "dz-wire-queue-holder.h"
#include "dz-wire-queue-window.h"
#include "dz-wire-reader.h"
#include "dz-wire-reason.h"
#include "dz-wire-reopening.h"
#include "dz-wire-school.h"
#include "dz-wire-student.h"
#include "dz-wire-submission.h"
#include "dz-wire-task.h"
#include "dz-wire-twin.h"
#include "dz-wire-user.h"
#include "dz-wire-waived.h"
#include "dz-wire-waiver.h"
#include "dz-wire-window.h"
#include "dz-wire-writer.h"
