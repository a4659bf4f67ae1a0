/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-id-number.h"

#include "dz-id.h"

static void
test_check (void)
{
  static const struct
  {
    const char *number;
    DzIdNumberCheck check;
  } cases[] = {
    { "11010519491231002X", DZ_ID_NUMBER_VALID }, /* the sample of GB 11643 */
    { "11010519491231002x", DZ_ID_NUMBER_VALID },
    { "440524188001010014", DZ_ID_NUMBER_BAD_DATE }, /* its other sample, born in 1880 */
    { "110105194912310020", DZ_ID_NUMBER_BAD_CHECK },
    { "11010519491231003X", DZ_ID_NUMBER_BAD_CHECK },
    { "110105194921310021", DZ_ID_NUMBER_BAD_DATE },
    { "110105200102290010", DZ_ID_NUMBER_BAD_DATE },
    { "110105200013010010", DZ_ID_NUMBER_BAD_DATE },
    { "110105200000100010", DZ_ID_NUMBER_BAD_DATE },
    { "1101051949123100X2", DZ_ID_NUMBER_BAD_SHAPE },
    { "11010519491231002Y", DZ_ID_NUMBER_BAD_SHAPE },
    { "11010519491231002", DZ_ID_NUMBER_BAD_SHAPE },
    { "11010519491231002X ", DZ_ID_NUMBER_BAD_SHAPE },
    { "110105491231002", DZ_ID_NUMBER_VALID }, /* 15 digits, before 1999 */
    { "110105491331002", DZ_ID_NUMBER_BAD_DATE },
    { "11010549123100X", DZ_ID_NUMBER_BAD_SHAPE },
    { "1101**********002X", DZ_ID_NUMBER_MASKED },
    { "1101××××××××××002X", DZ_ID_NUMBER_MASKED },
    { "1101＊＊＊＊002X", DZ_ID_NUMBER_MASKED },
    { "", DZ_ID_NUMBER_ABSENT },
    { NULL, DZ_ID_NUMBER_ABSENT },
    { "１１０１０５１９４９１２３１００２Ｘ", DZ_ID_NUMBER_BAD_SHAPE },
    { "１１０１０５", DZ_ID_NUMBER_BAD_SHAPE }, /* 18 bytes */
    { "王梦梦", DZ_ID_NUMBER_BAD_SHAPE },
    { "护照E12345678", DZ_ID_NUMBER_BAD_SHAPE },
    { "\xff\xfe\xfd", DZ_ID_NUMBER_BAD_SHAPE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpint (dz_id_number_check (cases[i].number), ==, cases[i].check);
    }
}

static void
test_check_char (void)
{
  g_assert_cmpint (dz_id_number_check_char ("11010519491231002"), ==, 'X');
  g_assert_cmpint (dz_id_number_check_char ("44052418800101001"), ==, '4');
}

static void
test_mask (void)
{
  static const struct
  {
    const char *number;
    const char *masked;
  } cases[] = {
    { "11010519491231002X", "1101**********002X" },
    { "110105491231002", "1101*******1002" },
    { "1101**********002X", "1101**********002X" },
    { "123456789", "1234*6789" },
    { "12345678", "********" },
    { "1", "*" },
    { "", "" },
    { "１１０１０５１９４９", "１１０１**１９４９" },
    { "\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8\xf7", "*********" },
  };

  g_assert_null (dz_id_number_mask (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *masked = dz_id_number_mask (cases[i].number);

      g_assert_cmpstr (masked, ==, cases[i].masked);
      g_assert_true (g_utf8_validate (masked, -1, NULL));
    }
}

static void
test_ids (void)
{
  g_autofree char *first = dz_id_new ();
  g_autofree char *second = dz_id_new ();
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "", -1);
  g_autofree char *upper = g_ascii_strup (first, -1);

  g_assert_true (dz_id_is_valid (first));
  g_assert_cmpstr (first, !=, second);
  g_assert_false (dz_id_is_valid (NULL));
  g_assert_false (dz_id_is_valid (""));
  g_assert_false (dz_id_is_valid (hash));
  g_assert_false (dz_id_is_valid ("0123456789abcdef0123456789abcdeg"));
  g_assert_false (dz_id_is_valid ("../../../../../../../etc/passwd0"));
  g_assert_true (g_str_equal (upper, first) || !dz_id_is_valid (upper));
  g_assert_true (dz_hash_is_valid (hash));
  g_assert_false (dz_hash_is_valid (first));
  g_assert_false (dz_hash_is_valid (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id-number/check", test_check);
  g_test_add_func ("/id-number/check-char", test_check_char);
  g_test_add_func ("/id-number/mask", test_mask);
  g_test_add_func ("/id/shape", test_ids);
  return g_test_run ();
}
