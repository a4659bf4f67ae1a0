/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DZ_SERVICE_ERROR:
 *
 * The domain of why the service itself refuses a request. dz-problem.c has status and sentences.
 */
#define DZ_SERVICE_ERROR (dz_service_error_quark ())

/**
 * DzServiceError:
 * @DZ_SERVICE_ERROR_BAD_REQUEST: a path, query or header that cannot be understood; the message
 *   says which
 * @DZ_SERVICE_ERROR_NO_SKIP: a list that is asked for page by page is asked to leave out a number
 * @DZ_SERVICE_ERROR_SIGNED_OUT: no token, or one that is unknown or has expired
 * @DZ_SERVICE_ERROR_WRONG_PASSWORD: the name and the password do not match
 * @DZ_SERVICE_ERROR_WRONG_CREDENTIAL: not this service's one-time credential, or used already
 * @DZ_SERVICE_ERROR_WEAK_PASSWORD: a new password is too short or too long
 * @DZ_SERVICE_ERROR_NO_IDENTITY: a student's request without an identity
 * @DZ_SERVICE_ERROR_FORBIDDEN: the person's roles do not allow it
 * @DZ_SERVICE_ERROR_NOT_FOUND: no such path
 * @DZ_SERVICE_ERROR_METHOD: the path knows other methods only
 * @DZ_SERVICE_ERROR_TOO_SLOW: the body did not come in time
 * @DZ_SERVICE_ERROR_SET_UP_ALREADY: there is a user, so the first one cannot be named any more
 * @DZ_SERVICE_ERROR_CONFLICT: a command no longer fits
 * @DZ_SERVICE_ERROR_TOO_LARGE: the body is longer than allowed
 * @DZ_SERVICE_ERROR_BAD_ROWS: a roster with rows that cannot be imported
 * @DZ_SERVICE_ERROR_NO_API: the request does not say which API it speaks
 * @DZ_SERVICE_ERROR_OLDER_DESK: the desk speaks an older API
 * @DZ_SERVICE_ERROR_NEWER_DESK: the desk speaks a newer API
 * @DZ_SERVICE_ERROR_TOO_MANY: too many refused sign-ins; later again
 * @DZ_SERVICE_ERROR_OVERLOADED: too much waits already
 * @DZ_SERVICE_ERROR_CLOSING: the service is ending
 * @DZ_SERVICE_ERROR_INTERNAL: our bug
 */
typedef enum
{
  DZ_SERVICE_ERROR_BAD_REQUEST,
  DZ_SERVICE_ERROR_NO_SKIP,
  DZ_SERVICE_ERROR_SIGNED_OUT,
  DZ_SERVICE_ERROR_WRONG_PASSWORD,
  DZ_SERVICE_ERROR_WRONG_CREDENTIAL,
  DZ_SERVICE_ERROR_WEAK_PASSWORD,
  DZ_SERVICE_ERROR_NO_IDENTITY,
  DZ_SERVICE_ERROR_FORBIDDEN,
  DZ_SERVICE_ERROR_NOT_FOUND,
  DZ_SERVICE_ERROR_METHOD,
  DZ_SERVICE_ERROR_TOO_SLOW,
  DZ_SERVICE_ERROR_SET_UP_ALREADY,
  DZ_SERVICE_ERROR_CONFLICT,
  DZ_SERVICE_ERROR_TOO_LARGE,
  DZ_SERVICE_ERROR_BAD_ROWS,
  DZ_SERVICE_ERROR_NO_API,
  DZ_SERVICE_ERROR_OLDER_DESK,
  DZ_SERVICE_ERROR_NEWER_DESK,
  DZ_SERVICE_ERROR_TOO_MANY,
  DZ_SERVICE_ERROR_OVERLOADED,
  DZ_SERVICE_ERROR_CLOSING,
  DZ_SERVICE_ERROR_INTERNAL,
} DzServiceError;

GQuark dz_service_error_quark (void);

G_END_DECLS
