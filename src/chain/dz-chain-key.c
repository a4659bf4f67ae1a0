/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-chain-key.h"

#include <sodium.h>
#include <string.h>

/* How the secret is kept: these words, the seed in hex (RFC 8032 §5.1.5), a line's end. */
#define TEXT_PREFIX "duizhao-history-key 1 "

struct _DzChainKey
{
  guint8 secret[crypto_sign_SECRETKEYBYTES];
  guint8 public[crypto_sign_PUBLICKEYBYTES];
};

G_STATIC_ASSERT (crypto_sign_PUBLICKEYBYTES == DZ_HEAD_KEY_LENGTH);
G_STATIC_ASSERT (crypto_sign_BYTES == DZ_HEAD_SIGNATURE_LENGTH);

static DzChainKey *
key_from_seed (const guint8 *seed)
{
  DzChainKey *self = sodium_malloc (sizeof *self);

  g_assert (self != NULL);
  crypto_sign_seed_keypair (self->public, self->secret, seed);
  return self;
}

/**
 * dz_chain_key_new:
 *
 * Returns: (transfer full): a key that nobody else has
 */
DzChainKey *
dz_chain_key_new (void)
{
  guint8 seed[crypto_sign_SEEDBYTES];
  DzChainKey *self;

  randombytes_buf (seed, sizeof seed);
  self = key_from_seed (seed);
  sodium_memzero (seed, sizeof seed);
  return self;
}

/**
 * dz_chain_key_from_text:
 * @text: what dz_chain_key_to_text() gave
 *
 * Returns: (transfer full) (nullable): the key; %NULL where the text is none
 */
DzChainKey *
dz_chain_key_from_text (const char *text)
{
  guint8 seed[crypto_sign_SEEDBYTES];
  DzChainKey *self = NULL;
  const char *end;
  gsize length;

  if (!g_str_has_prefix (text, TEXT_PREFIX))
    return NULL;
  text += strlen (TEXT_PREFIX);
  if (sodium_hex2bin (seed, sizeof seed, text, strlen (text), NULL, &length, &end) == 0 &&
      length == sizeof seed && g_str_equal (end, "\n"))
    self = key_from_seed (seed);
  sodium_memzero (seed, sizeof seed);
  return self;
}

/**
 * dz_chain_key_to_text:
 * @self: a key
 *
 * Returns: (transfer full): the secret as a line of text; whoever gets it wipes it
 */
char *
dz_chain_key_to_text (const DzChainKey *self)
{
  guint8 seed[crypto_sign_SEEDBYTES];
  char hex[2 * sizeof seed + 1];
  char *text;

  crypto_sign_ed25519_sk_to_seed (seed, self->secret);
  sodium_bin2hex (hex, sizeof hex, seed, sizeof seed);
  text = g_strconcat (TEXT_PREFIX, hex, "\n", NULL);
  sodium_memzero (seed, sizeof seed);
  sodium_memzero (hex, sizeof hex);
  return text;
}

/**
 * dz_chain_key_free:
 * @self: (transfer full) (nullable): a key
 */
void
dz_chain_key_free (DzChainKey *self)
{
  sodium_free (self);
}

/**
 * dz_chain_key_get:
 * @self: a key
 * @key: (out caller-allocates) (array fixed-size=32): its public half
 */
void
dz_chain_key_get (const DzChainKey *self,
                  guint8           *key)
{
  memcpy (key, self->public, sizeof self->public);
}

/**
 * dz_chain_key_sign:
 * @self: a key
 * @head: (inout): a head; gets this key and its signature
 */
void
dz_chain_key_sign (const DzChainKey *self,
                   DzSignedHead     *head)
{
  g_autoptr(GByteArray) bytes = NULL;

  dz_chain_key_get (self, head->key);
  bytes = dz_signed_head_write (head);
  crypto_sign_detached (head->signature, NULL, bytes->data, bytes->len, self->secret);
}

/**
 * dz_chain_key_name:
 * @key: (array fixed-size=32): a public key
 *
 * Returns: (transfer full): it as the outcome of an entry: base64url without padding (RFC 4648 §5),
 *   43 letters
 */
char *
dz_chain_key_name (const guint8 *key)
{
  gsize size = sodium_base64_encoded_len (DZ_HEAD_KEY_LENGTH,
                                          sodium_base64_VARIANT_URLSAFE_NO_PADDING);

  return sodium_bin2base64 (g_malloc (size), size, key, DZ_HEAD_KEY_LENGTH,
                            sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/**
 * dz_chain_key_from_name:
 * @name: what dz_chain_key_name() gave, perhaps
 * @key: (out caller-allocates) (array fixed-size=32): the public key
 *
 * Returns: whether it names a key
 */
gboolean
dz_chain_key_from_name (const char *name,
                        guint8     *key)
{
  gsize length;
  const char *end;

  return sodium_base642bin (key, DZ_HEAD_KEY_LENGTH, name, strlen (name), NULL, &length, &end,
                            sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
         length == DZ_HEAD_KEY_LENGTH && *end == '\0';
}
