/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-delivery-note.h"

#include <string.h>

#define WINDOW "0123456789abcdef0123456789abcdef"
#define STUDENT "00112233445566778899aabbccddeeff"
#define HASH "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define NOON_US ((gint64) 1652155200 * G_USEC_PER_SEC) /* 2022-05-10 12:00 in Beijing */

static DzWaiver *
make_waiver (const char *rule,
             const char *code,
             const char *reason)
{
  DzWaiver *waiver = dz_waiver_new ();

  waiver->id = g_strdup (STUDENT);
  waiver->student = g_strdup (STUDENT);
  waiver->rule = g_strdup (rule);
  waiver->code = g_strdup (code);
  waiver->reason = g_strdup (reason);
  waiver->granted_by = g_strdup ("李老师");
  waiver->granted_us = NOON_US - G_TIME_SPAN_DAY;
  return waiver;
}

/* @outcome: what the rule said, -1 where it was not asked */
static void
add (DzDeliveryFacts *facts,
     DzLevel          level,
     const char      *name,
     DzWaiver        *waiver,
     int              outcome)
{
  DzWaived *waived = dz_waived_new ();

  waived->level = level;
  waived->identifier = g_strdup ("202000031");
  waived->name = g_strdup (name);
  waived->waiver = waiver;
  waived->judged = outcome >= 0;
  waived->outcome = MAX (outcome, 0);
  g_ptr_array_add (facts->waived, waived);
}

static DzDeliveryFacts *
make_facts (void)
{
  DzDeliveryFacts *facts = dz_delivery_facts_new ();

  facts->school = dz_school_new ();
  facts->school->code = g_strdup ("11414");
  facts->school->name = g_strdup ("中国石油大学(北京)");
  facts->window = dz_window_new ();
  facts->window->id = g_strdup (WINDOW);
  facts->window->school = g_strdup ("11414");
  facts->window->levels = 1 << DZ_LEVEL_MASTER | 1 << DZ_LEVEL_DOCTOR;
  facts->window->profile = g_strdup ("graduate-2022");
  facts->window->opens_us = 1652025600000000;       /* 2022-05-09 00:00 */
  facts->window->upload_ends_us = 1652544000000000; /* 2022-05-14 24:00 */
  facts->window->retake_ends_us = 1652630400000000;
  facts->made_us = NOON_US;
  return facts;
}

static DzDeliveryNote *
make_full (void)
{
  DzDeliveryFacts *facts = make_facts ();

  facts->counts = (DzDeliveryCounts) { 21, 5, 4, 3, 2, 1 };
  g_strfreev (facts->profile_hashes);
  facts->profile_hashes = g_strsplit (HASH, " ", -1);
  add (facts, DZ_LEVEL_MASTER, "王梦梦", make_waiver ("HEAD-01", "religious", NULL),
       DZ_OUTCOME_WARN);
  add (facts, DZ_LEVEL_MASTER, "王梦梦", make_waiver ("POS-04", "medical", "颈部支具"),
       DZ_OUTCOME_FAIL);
  add (facts, DZ_LEVEL_DOCTOR, "韩*梅", make_waiver ("NEXT-01", "of-next-year", NULL), -1);
  return dz_delivery_note_new (facts);
}

static const char json_of_full[] =
  "{\"format\":1,\"made_us\":1652155200000000,"
  "\"school\":{\"code\":\"11414\",\"name\":\"中国石油大学(北京)\"},"
  "\"window\":{\"id\":\"" WINDOW "\",\"levels\":[\"master\",\"doctor\"],"
  "\"opens_us\":1652025600000000,\"upload_ends_us\":1652544000000000,"
  "\"retake_ends_us\":1652630400000000},"
  "\"profile\":{\"id\":\"graduate-2022\",\"hashes\":[\"" HASH "\"]},"
  "\"counts\":{\"approved\":21,\"waiting\":5,\"refused\":4,\"unpaid\":3,\"closed\":2,"
  "\"not_sent\":1},"
  "\"waivers\":["
  "{\"level\":\"master\",\"identifier\":\"202000031\",\"name\":\"王梦梦\",\"rule\":\"HEAD-01\","
  "\"fault_zh\":\"头部有覆盖物\",\"fault_en\":\"Head covering\",\"code\":\"religious\","
  "\"reason\":null,\"granted_by\":\"李老师\",\"granted_us\":1652068800000000,"
  "\"outcome\":\"warn\"},"
  "{\"level\":\"master\",\"identifier\":\"202000031\",\"name\":\"王梦梦\",\"rule\":\"POS-04\","
  "\"fault_zh\":\"头部比例不符\",\"fault_en\":\"Height of the head\",\"code\":\"medical\","
  "\"reason\":\"颈部支具\",\"granted_by\":\"李老师\",\"granted_us\":1652068800000000,"
  "\"outcome\":\"fail\"},"
  "{\"level\":\"doctor\",\"identifier\":\"202000031\",\"name\":\"韩*梅\",\"rule\":\"NEXT-01\","
  "\"fault_zh\":null,\"fault_en\":null,\"code\":\"of-next-year\","
  "\"reason\":null,\"granted_by\":\"李老师\",\"granted_us\":1652068800000000,"
  "\"outcome\":null}]}";

/* What is written once is read for years. */
static void
test_json (void)
{
  g_autoptr(DzDeliveryNote) note = make_full ();
  g_autoptr(JsonNode) node = dz_delivery_note_to_json (note);
  g_autofree char *text = json_to_string (node, FALSE);

  g_assert_cmpstr (text, ==, json_of_full);
}

static void
test_text (void)
{
  g_autoptr(DzDeliveryNote) note = make_full ();
  g_autofree char *text = dz_delivery_note_to_text (note);

  g_assert_cmpstr (text, ==,
                   "Delivery note for 11414 中国石油大学(北京)\n"
                   "Window: " WINDOW ", Master, Doctor, 2022-05-09 – 2022-05-14\n"
                   "Standard: graduate-2022\n"
                   "Its contents when the approved photos were judged: " HASH "\n"
                   "Made: 2022-05-10 12:00:00 (Beijing time)\n"
                   "\n"
                   "Students of the roster\n"
                   "  approved: 21\n"
                   "  waiting for a decision: 5\n"
                   "  refused: 4\n"
                   "  not paid yet: 3\n"
                   "  expired or erased: 2\n"
                   "  no photo sent: 1\n"
                   "\n"
                   "Approved students to whom a rule does not apply\n"
                   "202000031  王梦梦  Master\n"
                   "  HEAD-01 Head covering\n"
                   "    Religious reasons\n"
                   "    Granted by 李老师 on 2022-05-09.\n"
                   "    Whether the approved photo meets this rule was for a person to see.\n"
                   "  POS-04 Height of the head\n"
                   "    Medical reasons · 颈部支具\n"
                   "    Granted by 李老师 on 2022-05-09.\n"
                   "    The approved photo does not meet this rule.\n"
                   "202000031  韩*梅  Doctor\n"
                   "  NEXT-01\n"
                   "    of-next-year\n"
                   "    Granted by 李老师 on 2022-05-09.\n"
                   "    The approved photo was not judged by this rule.\n");
}

/* Each outcome has its own sentence. */
static void
test_outcomes (void)
{
  static const struct
  {
    DzOutcome   outcome;
    const char *says;
  } cases[] = {
    { DZ_OUTCOME_PASS, "    The approved photo meets this rule.\n" },
    { DZ_OUTCOME_WARN, "was for a person to see.\n" },
    { DZ_OUTCOME_FAIL, "    The approved photo does not meet this rule.\n" },
    { DZ_OUTCOME_UNMEASURED, "could not be measured.\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DzDeliveryFacts *facts = make_facts ();
      g_autoptr(DzDeliveryNote) note = NULL;
      g_autofree char *text = NULL;

      add (facts, DZ_LEVEL_MASTER, "王梦梦", make_waiver ("EAR-01", NULL, "先天单耳"),
           cases[i].outcome);
      note = dz_delivery_note_new (facts);
      text = dz_delivery_note_to_text (note);
      g_assert_true (g_str_has_suffix (text, cases[i].says));
      g_assert_nonnull (strstr (text, "\n    先天单耳\n"));
    }
}

/* Before anything is approved the note says so, and no profile has judged. */
static void
test_empty (void)
{
  g_autoptr(DzDeliveryNote) note = dz_delivery_note_new (make_facts ());
  g_autofree char *text = dz_delivery_note_to_text (note);
  g_autoptr(JsonNode) node = dz_delivery_note_to_json (note);
  JsonObject *object = json_node_get_object (node);
  JsonObject *profile = json_object_get_object_member (object, "profile");
  JsonArray *waivers = json_object_get_array_member (object, "waivers");
  JsonArray *hashes = json_object_get_array_member (profile, "hashes");

  g_assert_nonnull (strstr (text, "\n  approved: 0\n"));
  g_assert_nonnull (strstr (text, "Standard: graduate-2022\nMade: "));
  g_assert_true (g_str_has_suffix (text, "\nNo approved student is excepted from a rule.\n"));
  g_assert_cmpuint (json_array_get_length (waivers), ==, 0);
  g_assert_cmpuint (json_array_get_length (hashes), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery/note/json", test_json);
  g_test_add_func ("/delivery/note/text", test_text);
  g_test_add_func ("/delivery/note/outcomes", test_outcomes);
  g_test_add_func ("/delivery/note/empty", test_empty);
  return g_test_run ();
}
