/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-passwords.h"

#include <sodium.h>
#include <string.h>

#include "dz-id.h"
#include "dz-service-error.h"

#define TOKEN_BYTES 32

/* Nobody's password. A name that nobody has is verified against it, so that the answer takes as
 * long as for a name that somebody has. */
#define NOBODYS(memory_kib, passes)                                                               \
  "$argon2id$v=19$m=" memory_kib ",t=" passes ",p=1$AAAAAAAAAAAAAAAAAAAAAA$"                      \
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static const struct
{
  unsigned long long operations;
  size_t             memory;
  const char        *nobodys;
} costs[] = {
  [DZ_PASSWORD_COST_MODERATE] = { crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE,
                                  NOBODYS ("262144", "3") },
  [DZ_PASSWORD_COST_CHEAP] = { crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN,
                               NOBODYS ("8", "1") },
};

/**
 * dz_password_is_usable:
 * @password: what a person wants
 * @error: return location; DZ_SERVICE_ERROR_WEAK_PASSWORD
 *
 * Returns: whether its length is allowed
 */
gboolean
dz_password_is_usable (const char *password,
                       GError    **error)
{
  if (g_utf8_strlen (password, -1) >= DZ_PASSWORD_CHARACTERS_MIN &&
      strlen (password) <= DZ_PASSWORD_BYTES_MAX)
    return TRUE;
  g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_WEAK_PASSWORD,
                       "a password is too short or too long");
  return FALSE;
}

/**
 * dz_password_hash:
 * @password: a password
 * @cost: what a guess shall cost
 * @error: return location; DZ_SERVICE_ERROR_OVERLOADED where memory is short
 *
 * Hashes with argon2id. Not for the main thread.
 *
 * Returns: (transfer full) (nullable): libsodium's string
 */
char *
dz_password_hash (const char     *password,
                  DzPasswordCost  cost,
                  GError        **error)
{
  char hash[crypto_pwhash_STRBYTES];

  if (crypto_pwhash_str_alg (hash, password, strlen (password), costs[cost].operations,
                             costs[cost].memory, crypto_pwhash_ALG_ARGON2ID13) == 0)
    return g_strdup (hash);
  g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_OVERLOADED,
                       "hashing a password: not enough memory");
  return NULL;
}

/**
 * dz_password_verify:
 * @password: what was typed
 * @hash: (nullable): libsodium's string; %NULL where nobody has the name
 * @cost: what verifying costs where nobody has the name
 *
 * Verifies a password, taking as long where nobody has the name. Not for the main thread.
 *
 * Returns: whether it is right
 */
gboolean
dz_password_verify (const char     *password,
                    const char     *hash,
                    DzPasswordCost  cost)
{
  const char *against = hash != NULL ? hash : costs[cost].nobodys;
  gboolean right = crypto_pwhash_str_verify (against, password, strlen (password)) == 0;

  return right && hash != NULL;
}

/**
 * dz_token_new:
 *
 * Makes a secret that stands for a session or for a student's phone.
 *
 * Returns: (transfer full): 256 random bits as hex digits
 */
char *
dz_token_new (void)
{
  guint8 bytes[TOKEN_BYTES];
  char *token = g_malloc (2 * TOKEN_BYTES + 1);

  randombytes_buf (bytes, sizeof bytes);
  return sodium_bin2hex (token, 2 * TOKEN_BYTES + 1, bytes, sizeof bytes);
}

/**
 * dz_token_is_valid:
 * @token: (nullable): a text from outside
 *
 * Returns: whether it has the shape of a token
 */
gboolean
dz_token_is_valid (const char *token)
{
  return dz_hash_is_valid (token); /* both are 256 bits in hex */
}

/**
 * dz_token_hash:
 * @token: a token
 *
 * Returns: (transfer full): what the store keeps of it, its SHA-256 in hex
 */
char *
dz_token_hash (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}
