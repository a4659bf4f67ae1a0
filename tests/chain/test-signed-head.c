/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-chain-key.h"
#include "dz-heads.h"

#include <sodium.h>
#include <string.h>

/* RFC 8032 §7.1, test 1: the seed and what belongs to it. */
#define RFC_SEED "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
#define RFC_PUBLIC "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"

static DzSignedHead
make_head (const DzChainKey *key)
{
  DzSignedHead head = { .epoch = 2, .seq = 1000000, .time_us = 1700000000000000 };

  memset (head.service, 7, sizeof head.service);
  memset (head.hash, 9, sizeof head.hash);
  dz_chain_key_sign (key, &head);
  return head;
}

static void
test_round_trip (void)
{
  g_autoptr(DzChainKey) key = dz_chain_key_new ();
  g_autofree char *text = dz_chain_key_to_text (key);
  g_autoptr(DzChainKey) again = dz_chain_key_from_text (text);
  DzSignedHead head = make_head (key);
  DzSignedHead other = make_head (again);

  g_assert_true (dz_signed_head_verify (&head));
  g_assert_cmpmem (&head, sizeof head, &other, sizeof other);
}

/* A signature says all of a head: which data, which epoch, where, when, with which key. */
static void
test_any_bit (void)
{
  g_autoptr(DzChainKey) key = dz_chain_key_new ();
  DzSignedHead head = make_head (key);
  const struct
  {
    guint8 *bytes;
    gsize   length;
  } parts[] = {
    { head.service, sizeof head.service },     { (guint8 *) &head.epoch, sizeof head.epoch },
    { (guint8 *) &head.seq, sizeof head.seq }, { head.hash, sizeof head.hash },
    { head.key, sizeof head.key },             { (guint8 *) &head.time_us, sizeof head.time_us },
    { head.signature, sizeof head.signature },
  };

  for (gsize part = 0; part < G_N_ELEMENTS (parts); part++)
    for (gsize bit = 0; bit < 8 * parts[part].length; bit++)
      {
        parts[part].bytes[bit / 8] ^= 1 << bit % 8;
        g_assert_false (dz_signed_head_verify (&head));
        parts[part].bytes[bit / 8] ^= 1 << bit % 8;
      }
  g_assert_true (dz_signed_head_verify (&head));
}

/* The key is Ed25519's as everybody has it, so that a head can be checked without this program. */
static void
test_known_key (void)
{
  g_autoptr(DzChainKey) key = dz_chain_key_from_text ("duizhao-history-key 1 " RFC_SEED "\n");
  guint8 public[DZ_HEAD_KEY_LENGTH];
  char hex[2 * sizeof public + 1];

  g_assert_nonnull (key);
  dz_chain_key_get (key, public);
  sodium_bin2hex (hex, sizeof hex, public, sizeof public);
  g_assert_cmpstr (hex, ==, RFC_PUBLIC);
}

static void
test_bad_keys (void)
{
  const char *const texts[] = {
    "",
    "duizhao-history-key 1 ",
    "duizhao-history-key 2 " RFC_SEED "\n",
    "duizhao-history-key 1 " RFC_SEED,
    "duizhao-history-key 1 " RFC_SEED "\n\n",
    "duizhao-history-key 1 " RFC_SEED "00\n",
    "duizhao-history-key 1 x" RFC_SEED "\n",
    "duizhao-history-key 1 9d61b19deffd5a60\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (dz_chain_key_from_text (texts[i]));
}

static void
test_names (void)
{
  g_autoptr(DzChainKey) key = dz_chain_key_new ();
  guint8 public[DZ_HEAD_KEY_LENGTH];
  guint8 read[DZ_HEAD_KEY_LENGTH];
  g_autofree char *name = NULL;

  dz_chain_key_get (key, public);
  name = dz_chain_key_name (public);
  g_assert_cmpuint (strlen (name), ==, 43);
  g_assert_cmpuint (strlen (name), <=, DZ_ENTRY_OUTCOME_MAX);
  g_assert_true (dz_chain_key_from_name (name, read));
  g_assert_cmpmem (read, sizeof read, public, sizeof public);
  name[42] = '\0';
  g_assert_false (dz_chain_key_from_name (name, read));
  g_assert_false (dz_chain_key_from_name ("", read));
  g_assert_false (dz_chain_key_from_name ("approve", read));
}

static JsonNode *
make_json (DzHeads *heads)
{
  g_autoptr(DzChainKey) key = dz_chain_key_new ();
  DzSignedHead rotation = make_head (key);
  DzEpoch epoch = { 2, 77, rotation };

  heads->head = make_head (key);
  g_array_append_val (heads->rotations, rotation);
  g_array_append_val (heads->epochs, epoch);
  return dz_heads_to_json (heads);
}

static void
test_json (void)
{
  g_autoptr(DzHeads) heads = dz_heads_new ();
  g_autoptr(JsonNode) node = make_json (heads);
  g_autoptr(DzHeads) again = dz_heads_from_json (node);

  g_assert_nonnull (again);
  g_assert_cmpmem (&again->head, sizeof again->head, &heads->head, sizeof heads->head);
  g_assert_cmpuint (again->rotations->len, ==, 1);
  g_assert_cmpmem (&g_array_index (again->epochs, DzEpoch, 0), sizeof (DzEpoch),
                   &g_array_index (heads->epochs, DzEpoch, 0), sizeof (DzEpoch));
}

/* A member that is missing, of another type or too short makes it no head. */
static void
test_foreign_json (void)
{
  static const char *const members[] = { "service", "epoch", "seq", "hash", "time_us", "key",
                                         "signature" };
  static const char *const values[] = { "null", "\"\"", "\"0g\"", "-1", "1.5", "[]", "{}", "true" };
  g_autoptr(DzHeads) heads = dz_heads_new ();
  g_autoptr(JsonNode) node = make_json (heads);
  JsonObject *object = json_object_get_object_member (json_node_get_object (node), "head");
  DzSignedHead head;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr(JsonNode) right = json_node_copy (json_object_get_member (object, members[i]));

      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        {
          json_object_set_member (object, members[i], json_from_string (values[j], NULL));
          g_assert_null (dz_heads_from_json (node));
        }
      json_object_remove_member (object, members[i]);
      g_assert_null (dz_heads_from_json (node));
      json_object_set_member (object, members[i], g_steal_pointer (&right));
    }
  g_assert_true (dz_signed_head_from_json (&head, json_object_get_member (
                                                    json_node_get_object (node), "head")));
  json_object_remove_member (json_node_get_object (node), "epochs");
  g_assert_null (dz_heads_from_json (node));
  g_assert_null (dz_heads_from_json (NULL));
  g_assert_false (dz_signed_head_from_json (&head, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  g_test_add_func ("/chain/signed-head/round-trip", test_round_trip);
  g_test_add_func ("/chain/signed-head/any-bit", test_any_bit);
  g_test_add_func ("/chain/signed-head/known-key", test_known_key);
  g_test_add_func ("/chain/signed-head/bad-keys", test_bad_keys);
  g_test_add_func ("/chain/signed-head/names", test_names);
  g_test_add_func ("/chain/signed-head/json", test_json);
  g_test_add_func ("/chain/signed-head/foreign-json", test_foreign_json);
  return g_test_run ();
}
