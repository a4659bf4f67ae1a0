/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "dz-reason-builtin.h"
#include "dz-wire.h"

#define ID_1 "0123456789abcdef0123456789abcdef"
#define ID_2 "fedcba9876543210fedcba9876543210"
#define HASH "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

/* One good JSON text for each record, as the API describes it; printing what was read must give the
 * text again, byte for byte. */
#define FINDING                                                                                   \
  "{\"rule\":\"FILE-02\",\"outcome\":\"fail\",\"authority\":\"auto\",\"internal\":false,"         \
  "\"value\":38.5,\"text\":\"480×640\",\"unit\":\"KB\",\"limit\":\"> 50 KB\","                   \
  "\"region\":[1.5,2.25,30.0,40.0],\"reason\":\"file-size\",\"why\":null}"
#define FINDING_EMPTY                                                                             \
  "{\"rule\":\"FACE-01\",\"outcome\":\"unmeasured\",\"authority\":\"human\",\"internal\":true,"   \
  "\"value\":null,\"text\":null,\"unit\":\"\",\"limit\":\"\",\"region\":null,\"reason\":null,"    \
  "\"why\":\"face not measured yet\"}"
#define DECISION                                                                                  \
  "{\"verdict\":\"reject\",\"reasons\":[\"file-size\",\"background\"],\"note\":\"请重拍\","       \
  "\"internal_note\":null,\"decided_by\":\"李\",\"decided_us\":1652061480000000}"
#define OVERRIDE                                                                                  \
  "{\"rule\":\"POS-04\",\"waiver\":true,\"code\":\"medical\",\"reason\":\"颈部支具（医嘱）\"}"
#define OVERRIDE_ONCE                                                                             \
  "{\"rule\":\"BG-01\",\"waiver\":false,\"code\":null,\"reason\":\"学校指定的背景\"}"
#define CORRECTION "{\"crown_y\":62.5,\"eye_y\":null,\"chin_y\":402.0}"
#define CROP                                                                                      \
  "{\"x\":-3,\"y\":710,\"width\":1166,\"height\":1554,\"rotation\":-1.8,"                   \
  "\"output_width\":480,\"output_height\":640,\"rendering\":1}"
#define APPROVAL                                                                                  \
  "{\"verdict\":\"approve\",\"reasons\":[],\"note\":null,\"internal_note\":null,"               \
  "\"overrides\":[" OVERRIDE "," OVERRIDE_ONCE "],\"correction\":" CORRECTION ","               \
  "\"crop\":" CROP ",\"decided_by\":null,\"decided_us\":0}"
#define SHEET                                                                                     \
  "{\"verdict\":\"approve\",\"reasons\":[],\"note\":null,\"internal_note\":null,"               \
  "\"crop\":" CROP ",\"sheet_ms\":7200,\"decided_by\":null,\"decided_us\":0}"
#define WAIVER                                                                                    \
  "{\"id\":\"" ID_2 "\",\"student\":\"" ID_1 "\",\"rule\":\"HEAD-01\","                            \
  "\"code\":\"religious\",\"reason\":null,"                                                      \
  "\"granted_by\":\"李\",\"granted_us\":1652061480000000}"
#define TWIN                                                                                      \
  "{\"submission\":\"" ID_2 "\",\"photo\":\"" HASH "\",\"same_student\":false,\"refused\":true,"   \
  "\"kind\":\"alike\",\"form\":\"mirrored\",\"by_face\":true,\"distance\":17,"                 \
  "\"name\":\"李\",\"identifier\":\"202000032\"}"
#define TWIN_UNNAMED                                                                              \
  "{\"submission\":\"" ID_2 "\",\"photo\":\"" HASH "\",\"same_student\":true,\"refused\":false,"   \
  "\"kind\":\"bytes\",\"form\":\"same\",\"by_face\":false,\"distance\":0,\"name\":null,"       \
  "\"identifier\":null}"
#define MEASUREMENT                                                                               \
  "{\"schema\":2,\"measurer\":\"duizhao 0.2\",\"models\":null,\"format\":\"jpeg\","             \
  "\"problem\":null,\"values\":{\"width\":480.0,\"height\":640.0,\"crown-y\":61.25,"              \
  "\"roll\":-1.5}}"
#define OTHER_FACE                                                                                \
  "{\"submission\":\"" ID_1 "\",\"measurement\":" MEASUREMENT "}"
#define ADMISSION "{\"photo\":\"" HASH "\",\"face\":" MEASUREMENT "}"
#define SUBMISSION                                                                                \
  "{\"id\":\"" ID_1 "\",\"student\":\"" ID_2 "\",\"window\":\"" ID_2 "\",\"attempt\":2,"          \
  "\"photo\":\"" HASH "\",\"state\":\"held\",\"version\":4,\"received_us\":1652061480000001,"     \
  "\"hold_until_us\":1652061510000001,\"profile_hash\":\"" HASH "\",\"decision\":" DECISION ","   \
  "\"findings\":[" FINDING "," FINDING_EMPTY "]}"
#define REOPENED                                                                                  \
  "{\"id\":\"" ID_1 "\",\"student\":\"" ID_2 "\",\"window\":\"" ID_2 "\",\"attempt\":1,"          \
  "\"photo\":\"" HASH "\",\"state\":\"leased\",\"version\":5,\"received_us\":1652061480000001,"   \
  "\"hold_until_us\":0,\"profile_hash\":null,\"decision\":null,\"reopened\":true,\"findings\":[]}"
#define STUDENT                                                                                   \
  "{\"id\":\"" ID_2 "\",\"school\":\"11414\",\"level\":\"master\","                               \
  "\"identifier\":\"202000031\",\"name\":\"王梦梦\",\"alias\":null,"                              \
  "\"id_number\":\"1101**********0031\",\"major\":\"地质\"}"
#define ESCALATION                                                                                \
  "{\"code\":\"identity\",\"words\":\"像是姐妹\",\"by\":\"李\",\"at_us\":1652061480000000}"
#define REOPENING                                                                                 \
  "{\"reason\":\"背景在范围之内\",\"by\":\"魏\",\"at_us\":1652061480000000}"
#define LEASE                                                                                     \
  "{\"id\":\"" ID_1 "\",\"submission\":\"" ID_1 "\",\"user\":\"" ID_2 "\","                       \
  "\"expires_us\":1652061510000001,\"origin\":\"escalated\"}"

#define SCHOOL "{\"code\":\"11414\",\"name\":\"中国石油大学(北京)\",\"city\":null}"
#define WINDOW_WITHOUT_ID                                                                         \
  "\"school\":\"11414\",\"levels\":[\"master\",\"doctor\"],"                                    \
  "\"identifier_kind\":\"student-number\",\"payer\":\"nobody\",\"fee_fen\":3000,"               \
  "\"profile\":\"graduate-2022\",\"phone\":\"010-58691620\",\"opens_us\":1652025600000000,"     \
  "\"upload_ends_us\":1652544000000000,\"retake_ends_us\":1652544000000000,"                      \
  "\"payment_ends_us\":1652544000000000,\"hold_s\":30,\"attempts_max\":10,"                       \
  "\"retention_days\":400}"
#define WINDOW "{\"id\":\"" ID_1 "\"," WINDOW_WITHOUT_ID
#define WAIVED                                                                                    \
  "{\"level\":\"master\",\"identifier\":\"202000031\",\"name\":\"王梦梦\","                      \
  "\"outcome\":\"fail\",\"waiver\":" WAIVER "}"
#define WAIVED_UNJUDGED                                                                           \
  "{\"level\":\"doctor\",\"identifier\":\"202000032\",\"name\":\"李\","                          \
  "\"outcome\":null,\"waiver\":" WAIVER "}"

typedef struct
{
  const char    *name;
  DzWireRead     read;
  DzWireWrite    write;
  GDestroyNotify free_record;
  const char    *text;
} Record;

#define RECORD(name, type, text)                                                            \
  {                                                                                         \
    #name, (DzWireRead) dz_wire_##name##_from_json, (DzWireWrite) dz_wire_##name##_to_json, \
        (GDestroyNotify) dz_##type##_free, text                                             \
  }

static const Record records[] = {
  RECORD (school, school, SCHOOL),
  RECORD (student, student, STUDENT),
  RECORD (lease, lease, LEASE),
  RECORD (finding, finding, FINDING),
  RECORD (finding, finding, FINDING_EMPTY),
  RECORD (decision, decision, DECISION),
  RECORD (decision, decision, APPROVAL),
  RECORD (decision, decision, SHEET),
  RECORD (override, override, OVERRIDE),
  { "correction", (DzWireRead) dz_wire_correction_from_json,
    (DzWireWrite) dz_wire_correction_to_json, g_free, CORRECTION },
  { "crop", (DzWireRead) dz_wire_crop_from_json, (DzWireWrite) dz_wire_crop_to_json, g_free,
    CROP },
  RECORD (waiver, waiver, WAIVER),
  RECORD (measurement, measurement, MEASUREMENT),
  RECORD (other_face, other_face, OTHER_FACE),
  RECORD (admission, admission, ADMISSION),
  RECORD (submission, submission, SUBMISSION),
  RECORD (submission, submission, REOPENED),
  RECORD (item, item,
          "{\"submission\":" SUBMISSION ",\"student\":" STUDENT ",\"school_name\":\"石油\","
          "\"lease\":" LEASE ",\"earlier\":[" SUBMISSION "],\"measurement\":" MEASUREMENT ","
          "\"twins\":[" TWIN "," TWIN_UNNAMED "],\"faces\":[" OTHER_FACE "],"
          "\"admission\":" ADMISSION ","
          "\"waivers\":[" WAIVER "],"
          "\"escalation\":" ESCALATION ",\"reopening\":" REOPENING ",\"sheet_allowed\":true}"),
  RECORD (item, item,
          "{\"submission\":" SUBMISSION ",\"student\":" STUDENT ",\"school_name\":\"石油\","
          "\"lease\":" LEASE ",\"earlier\":[],\"measurement\":null,\"twins\":[],"
          "\"faces\":[],"
          "\"waivers\":[]}"),
  RECORD (queue_counts, queue_counts, "{\"free\":412,\"mine\":18,\"others\":36,\"held\":0,"
          "\"fitting\":12,\"tasks\":3}"),
  RECORD (queue_filter, queue_filter,
          "{\"school\":\"11414\",\"window\":\"" ID_1 "\",\"verdict\":\"warn\","
          "\"attempt\":\"later\",\"waited_min\":1440}"),
  RECORD (queue_filter, queue_filter,
          "{\"school\":null,\"window\":null,\"verdict\":\"any\",\"attempt\":\"any\","
          "\"waited_min\":0}"),
  RECORD (queue_holder, queue_holder,
          "{\"user\":\"" ID_1 "\",\"name\":\"李\",\"leases\":18,\"first_us\":1652061480000000,"
          "\"last_us\":1652061510000000}"),
  RECORD (queue_window, queue_window,
          "{\"window\":\"" ID_1 "\",\"school\":\"11414\",\"school_name\":\"石油\","
          "\"levels\":[\"master\",\"doctor\"],\"opens_us\":1652025600000000,"
          "\"closes_us\":1652544000000000,\"free\":412}"),
  RECORD (escalation, escalation, ESCALATION),
  RECORD (reopening, reopening, REOPENING),
  RECORD (command, command,
          "{\"id\":\"" ID_1 "\",\"kind\":\"decide\",\"submission\":\"" ID_2 "\",\"version\":3,"
          "\"photo\":\"" HASH "\",\"shown_ms\":1800,\"decision\":" DECISION ","
          "\"made_us\":1652061480000000}"),
  RECORD (command, command,
          "{\"id\":\"" ID_1 "\",\"kind\":\"decide\",\"submission\":\"" ID_2 "\",\"version\":3,"
          "\"photo\":\"" HASH "\",\"shown_ms\":1800,\"decision\":" APPROVAL ","
          "\"made_us\":1652061480000000}"),
  RECORD (command, command,
          "{\"id\":\"" ID_1 "\",\"kind\":\"undo\",\"submission\":\"" ID_2 "\",\"version\":3,"
          "\"photo\":\"" HASH "\",\"shown_ms\":0,\"decision\":null,\"made_us\":0}"),
  RECORD (command, command,
          "{\"id\":\"" ID_1 "\",\"kind\":\"ask\",\"submission\":\"" ID_2 "\",\"version\":3,"
          "\"photo\":\"" HASH "\",\"shown_ms\":0,\"decision\":" DECISION ","
          "\"reason\":\"背景合格\",\"made_us\":0}"),
  RECORD (command, command,
          "{\"id\":\"" ID_1 "\",\"kind\":\"reopen\",\"submission\":\"" ID_2 "\",\"version\":3,"
          "\"photo\":\"" HASH "\",\"shown_ms\":0,\"decision\":null,"
          "\"reason\":\"背景合格\",\"made_us\":0}"),
  RECORD (command, command,
          "{\"id\":\"" ID_1 "\",\"kind\":\"escalate\",\"submission\":\"" ID_2 "\",\"version\":3,"
          "\"photo\":\"" HASH "\",\"shown_ms\":900,\"decision\":null,"
          "\"escalation\":{\"code\":\"other\",\"words\":\"见备注\",\"by\":null,\"at_us\":0},"
          "\"made_us\":0}"),
  RECORD (command_answer, command_answer,
          "{\"command\":\"" ID_2 "\",\"result\":\"conflict\",\"state\":\"approved\","
          "\"version\":5,\"hold_until_us\":0,"
          "\"by\":\"王\",\"by_id\":\"" ID_1 "\",\"at_us\":1652061480000000,"
          "\"verdict\":\"approve\"}"),
  RECORD (entry, entry,
          "{\"seq\":1,\"time_us\":1652061480000000,\"kind\":\"decide\",\"actor\":\"" ID_1 "\","
          "\"subject\":\"" ID_2 "\",\"outcome\":\"approve\",\"detail_hash\":\"\","
          "\"previous_hash\":\"\",\"hash\":\"" HASH "\",\"detail\":null,\"actor_name\":\"李\"}"),
  RECORD (twin, twin, TWIN),
  RECORD (twin, twin, TWIN_UNNAMED),
  RECORD (task, task,
          "{\"id\":\"" ID_1 "\",\"kind\":\"sealed-twin\",\"submission\":\"" ID_2 "\","
          "\"photo\":\"" HASH "\",\"state\":\"approved\",\"school_name\":\"石油\","
          "\"name\":\"王梦梦\",\"identifier\":\"202000031\",\"raised_us\":1652061480000000,"
          "\"twin\":" TWIN "}"),
  RECORD (task, task,
          "{\"id\":null,\"kind\":\"quarantine\",\"submission\":\"" ID_2 "\","
          "\"photo\":\"" HASH "\",\"state\":\"leased\",\"school_name\":\"石油\","
          "\"name\":\"王梦梦\",\"identifier\":\"202000031\",\"raised_us\":1652061480000000,"
          "\"twin\":null}"),
  RECORD (task, task,
          "{\"id\":\"" ID_1 "\",\"kind\":\"request\",\"submission\":\"" ID_2 "\","
          "\"photo\":\"" HASH "\",\"state\":\"rejected\",\"school_name\":\"石油\","
          "\"name\":\"王梦梦\",\"identifier\":\"202000031\",\"raised_us\":1652061480000000,"
          "\"twin\":null,\"asked_by\":\"李\",\"reason\":\"背景合格\","
          "\"draft\":" DECISION "}"),
  RECORD (task, task,
          "{\"id\":null,\"kind\":\"escalation\",\"submission\":\"" ID_2 "\","
          "\"photo\":\"" HASH "\",\"state\":\"escalated\",\"school_name\":\"石油\","
          "\"name\":\"王梦梦\",\"identifier\":\"202000031\",\"raised_us\":1652061480000000,"
          "\"judge\":\"others\",\"twin\":null,\"asked_by\":\"李\",\"code\":\"identity\"}"),
  RECORD (user, user,
          "{\"id\":\"" ID_1 "\",\"name\":\"李\",\"roles\":[\"reviewer\",\"administrator\"]}"),
  RECORD (window, window, WINDOW),
  RECORD (waived, waived, WAIVED),
  RECORD (waived, waived, WAIVED_UNJUDGED),
  RECORD (delivery_facts, delivery_facts,
          "{\"school\":" SCHOOL ",\"window\":" WINDOW ",\"made_us\":1652155200000000,"
          "\"counts\":{\"approved\":6,\"waiting\":5,\"refused\":4,\"unpaid\":3,\"closed\":2,"
          "\"not_sent\":1},\"profile_hashes\":[\"" HASH "\"],"
          "\"waived\":[" WAIVED "," WAIVED_UNJUDGED "]}"),
  RECORD (problem, wire_problem,
          "{\"error\":{\"code\":\"no-match\",\"zh\":\"没有找到匹配的信息\",\"en\":\"No record\"}}"),
};

static JsonNode *
parse (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  JsonNode *node = dz_wire_parse (bytes, DZ_WIRE_ANSWER_BYTES_MAX, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_round_trip (gconstpointer user_data)
{
  const Record *record = user_data;
  g_autoptr(JsonNode) node = parse (record->text);
  g_autoptr(GError) error = NULL;
  gpointer value = record->read (node, &error);
  g_autoptr(JsonNode) again = NULL;
  g_autoptr(GBytes) printed = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (value);
  again = record->write (value);
  printed = dz_wire_print (again);
  text = g_strndup (g_bytes_get_data (printed, NULL), g_bytes_get_size (printed));
  g_assert_cmpstr (text, ==, record->text);
  record->free_record (value);
}

/* Members that a nullable or an optional one stands for may be left out; all others are needed, and
 * every member refuses an object of another shape in its place. */
static gboolean
is_optional (const Record *record,
             const char   *member)
{
  static const char *const optional[] = {
    "city", "alias", "id_number", "major", "note", "internal_note", "decided_by", "decided_us",
    "profile_hash", "value", "text", "region", "reason", "why", "by", "by_id", "verdict", "detail",
    "actor_name", "phone", "overrides", "correction", "crop", "crown_y", "eye_y", "chin_y",
    "measurement", "twin", "twins", "faces", "waivers", "models", "problem", "asked_by", "draft",
    "admission", "words", "fitting", "tasks", "origin", "sheet_ms", "sheet_allowed",
    "reopened", "retakes_over", "reopening", "judge", NULL,
  };

  if (g_str_equal (member, "decision"))
    return strstr (record->text, "\"kind\":\"decide\"") == NULL;
  if (g_str_equal (member, "reason"))
    return !g_str_equal (record->name, "reopening") &&
           strstr (record->text, "\"kind\":\"ask\"") == NULL &&
           strstr (record->text, "\"kind\":\"reopen\"") == NULL;
  if (g_str_equal (member, "escalation"))
    return strstr (record->text, "\"kind\":\"escalate\"") == NULL;
  if (g_str_equal (member, "school") || g_str_equal (member, "window"))
    return g_str_equal (record->name, "queue_filter");
  if (g_str_equal (member, "code"))
    return g_str_equal (record->name, "override") || g_str_equal (record->name, "waiver") ||
           g_str_equal (record->name, "task");
  if (g_str_equal (member, "id"))
    return g_str_equal (record->name, "window") || g_str_equal (record->name, "task");
  if (g_str_equal (member, "name") || g_str_equal (member, "identifier"))
    return g_str_equal (record->name, "twin");
  if (g_str_equal (member, "measurement") && g_str_equal (record->name, "other_face"))
    return FALSE;
  if (g_str_equal (member, "outcome"))
    return g_str_equal (record->name, "waived");
  if (g_str_equal (member, "verdict"))
    return g_str_equal (record->name, "command_answer");
  return g_strv_contains (optional, member);
}

static void
assert_refused (const Record *record,
                JsonNode     *node,
                const char   *member)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_strdup_printf ("$.%s", member);

  g_test_message ("%s.%s", record->name, member);
  g_assert_null (record->read (node, &error));
  g_assert_error (error, DZ_WIRE_ERROR, DZ_WIRE_ERROR_SHAPE);
  g_assert_true (g_str_has_prefix (error->message, path));
}

/* An object with the members of @object but @member, which is @replacement or left out. */
static JsonNode *
spoil (JsonObject *object,
       const char *member,
       JsonNode   *replacement)
{
  JsonObject *spoiled = json_object_new ();
  g_autoptr(GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      if (!g_str_equal (l->data, member))
        json_object_set_member (spoiled, l->data, json_object_dup_member (object, l->data));
    }
  if (replacement != NULL)
    json_object_set_member (spoiled, member, replacement);
  return dz_wire_take_object (spoiled);
}

static void
test_spoiled (gconstpointer user_data)
{
  const Record *record = user_data;
  g_autoptr(JsonNode) node = parse (record->text);
  JsonObject *object = json_node_get_object (node);
  g_autoptr(GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *member = l->data;
      g_autoptr(JsonNode) without = spoil (object, member, NULL);
      g_autoptr(JsonNode) nested = spoil (object, member, parse ("{\"x\":[]}"));
      g_autoptr(GError) error = NULL;

      assert_refused (record, nested, member);
      if (!is_optional (record, member))
        {
          assert_refused (record, without, member);
        }
      else
        {
          gpointer value = record->read (without, &error);

          g_assert_no_error (error);
          record->free_record (value);
        }
    }
}

static void
test_unknown_member (gconstpointer user_data)
{
  const Record *record = user_data;
  g_autoptr(JsonNode) node = parse (record->text);
  g_autoptr(JsonNode) more = spoil (json_node_get_object (node), "", NULL);
  g_autoptr(GError) error = NULL;
  gpointer value;

  json_object_set_int_member (json_node_get_object (more), "from_the_future", 7);
  value = record->read (more, &error);
  g_assert_no_error (error);
  record->free_record (value);
}

static void
test_bad_values (void)
{
  static const struct
  {
    DzWireRead  read;
    const char *text;
    const char *path;
  } bad[] = {
    { (DzWireRead) dz_wire_finding_from_json,
      "{\"rule\":\"R\",\"outcome\":\"maybe\",\"authority\":\"auto\",\"internal\":false,"
      "\"unit\":\"\",\"limit\":\"\"}",
      "$.outcome:" },
    { (DzWireRead) dz_wire_finding_from_json,
      "{\"rule\":\"R\",\"outcome\":\"pass\",\"authority\":\"auto\",\"internal\":false,"
      "\"unit\":\"\",\"limit\":\"\",\"region\":[0,0,-1,5]}",
      "$.region:" },
    { (DzWireRead) dz_wire_finding_from_json,
      "{\"rule\":\"R\",\"outcome\":\"pass\",\"authority\":\"auto\",\"internal\":false,"
      "\"unit\":\"\",\"limit\":\"\",\"region\":[0,0,1e300,5]}",
      "$.region:" },
    { (DzWireRead) dz_wire_user_from_json,
      "{\"id\":\"" ID_1 "\",\"name\":\"x\",\"roles\":[\"emperor\"]}", "$.roles:" },
    { (DzWireRead) dz_wire_user_from_json, "{\"id\":\"" ID_1 "\",\"name\":\"x\",\"roles\":[]}",
      "$.roles:" },
    { (DzWireRead) dz_wire_queue_counts_from_json,
      "{\"free\":-1,\"mine\":0,\"others\":0,\"held\":0}", "$.free:" },
    { (DzWireRead) dz_wire_queue_counts_from_json,
      "{\"free\":1,\"mine\":2147483648,\"others\":0,\"held\":0}", "$.mine:" },
    { (DzWireRead) dz_wire_command_from_json,
      "{\"id\":\"" ID_1 "\",\"kind\":\"skip\",\"submission\":\"" ID_2 "\",\"version\":3,"
      "\"photo\":\"" HASH "\",\"shown_ms\":0,\"decision\":" DECISION ",\"made_us\":0}",
      "$.decision:" },
    { (DzWireRead) dz_wire_command_from_json,
      "{\"id\":\"" ID_1 "\",\"kind\":\"skip\",\"submission\":\"" ID_2 "\",\"version\":3,"
      "\"photo\":\"" HASH "\",\"shown_ms\":0,\"reason\":\"x\",\"made_us\":0}",
      "$.reason:" },
    { (DzWireRead) dz_wire_item_from_json,
      "{\"submission\":" SUBMISSION ",\"student\":" STUDENT ",\"school_name\":\"石油\","
      "\"lease\":" LEASE ",\"earlier\":[" SUBMISSION ",{\"id\":\"x\"}]}",
      "$.earlier[1].id:" },
    { (DzWireRead) dz_wire_override_from_json,
      "{\"rule\":\"\",\"waiver\":false,\"reason\":\"x\"}", "$.rule:" },
    { (DzWireRead) dz_wire_override_from_json,
      "{\"rule\":\"POS-04-POS-04-POS-04-POS-04-POS-0\",\"waiver\":false,\"reason\":\"x\"}",
      "$.rule:" },
    { (DzWireRead) dz_wire_override_from_json,
      "{\"rule\":\"POS-04\",\"waiver\":false,\"reason\":\" \\u3000\"}", "$.reason:" },
    { (DzWireRead) dz_wire_override_from_json,
      "{\"rule\":\"POS-04\",\"waiver\":false,\"reason\":\"a\\nb\"}", "$.reason:" },
    { (DzWireRead) dz_wire_override_from_json,
      "{\"rule\":\"POS-04\",\"waiver\":1,\"reason\":\"x\"}", "$.waiver:" },
    { (DzWireRead) dz_wire_override_from_json, "{\"rule\":\"POS-04\",\"waiver\":true}",
      "$.reason:" },
    { (DzWireRead) dz_wire_override_from_json,
      "{\"rule\":\"POS-04\",\"waiver\":true,\"code\":\"Medical reasons\"}", "$.code:" },
    { (DzWireRead) dz_wire_decision_from_json,
      "{\"verdict\":\"approve\",\"reasons\":[],\"overrides\":[" OVERRIDE ",{}]}",
      "$.overrides[1].rule:" },
    { (DzWireRead) dz_wire_decision_from_json,
      "{\"verdict\":\"approve\",\"reasons\":[],\"correction\":{\"crown_y\":-0.5}}",
      "$.correction.crown_y:" },
    { (DzWireRead) dz_wire_decision_from_json,
      "{\"verdict\":\"approve\",\"reasons\":[],\"correction\":{\"eye_y\":65536}}",
      "$.correction.eye_y:" },
    { (DzWireRead) dz_wire_decision_from_json,
      "{\"verdict\":\"approve\",\"reasons\":[],\"correction\":{\"chin_y\":\"400\"}}",
      "$.correction.chin_y:" },
    { (DzWireRead) dz_wire_decision_from_json,
      "{\"verdict\":\"approve\",\"reasons\":[],\"crop\":{\"x\":0,\"y\":0,\"width\":480,"
      "\"height\":640,\"rotation\":3.5,\"output_width\":480,\"output_height\":640,"
      "\"rendering\":1}}",
      "$.crop.rotation:" },
    { (DzWireRead) dz_wire_decision_from_json,
      "{\"verdict\":\"approve\",\"reasons\":[],\"crop\":{\"x\":0,\"y\":0,\"width\":480,"
      "\"height\":0,\"rotation\":0,\"output_width\":480,\"output_height\":640,\"rendering\":1}}",
      "$.crop.height:" },
    { (DzWireRead) dz_wire_waived_from_json,
      "{\"level\":\"master\",\"identifier\":\"1\",\"name\":\"x\",\"outcome\":\"maybe\","
      "\"waiver\":" WAIVER "}",
      "$.outcome:" },
    { (DzWireRead) dz_wire_delivery_facts_from_json,
      "{\"school\":" SCHOOL ",\"window\":{" WINDOW_WITHOUT_ID "}", "$.window:" },
    { (DzWireRead) dz_wire_delivery_facts_from_json,
      "{\"school\":" SCHOOL ",\"window\":" WINDOW ",\"made_us\":1,\"counts\":{\"approved\":-1}}",
      "$.counts.approved:" },
    { (DzWireRead) dz_wire_delivery_facts_from_json,
      "{\"school\":" SCHOOL ",\"window\":" WINDOW ",\"made_us\":1,\"counts\":{\"approved\":1,"
      "\"waiting\":0,\"refused\":0,\"unpaid\":0,\"closed\":0,\"not_sent\":0},"
      "\"profile_hashes\":[],\"waived\":[" WAIVED ",{\"level\":\"baby\"}]}",
      "$.waived[1].level:" },
    { (DzWireRead) dz_wire_measurement_from_json,
      "{\"schema\":2,\"measurer\":\"m\",\"format\":\"jpeg\",\"values\":{\"width\":65536}}",
      "$.values.width:" },
    { (DzWireRead) dz_wire_measurement_from_json,
      "{\"schema\":2,\"measurer\":\"m\",\"format\":\"jpeg\",\"values\":{\"roll\":null}}",
      "$.values.roll:" },
    { (DzWireRead) dz_wire_measurement_from_json,
      "{\"schema\":2,\"measurer\":\"m\",\"format\":\"cave painting\",\"values\":{}}",
      "$.format:" },
    { (DzWireRead) dz_wire_measurement_from_json,
      "{\"schema\":-1,\"measurer\":\"m\",\"format\":\"jpeg\",\"values\":{}}", "$.schema:" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(JsonNode) node = parse (bad[i].text);
      g_autoptr(GError) error = NULL;

      g_assert_null (bad[i].read (node, &error));
      g_assert_error (error, DZ_WIRE_ERROR, DZ_WIRE_ERROR_SHAPE);
      g_assert_true (g_str_has_prefix (error->message, bad[i].path));
    }
}

/* Not-a-number is null on the wire and not-a-number again on the other side. */
static void
test_nan (void)
{
  g_autoptr(DzFinding) finding = dz_finding_new ("R", DZ_AUTHORITY_AUTO);
  g_autoptr(JsonNode) node = dz_wire_finding_to_json (finding);
  g_autoptr(DzFinding) again = dz_wire_finding_from_json (node, NULL);

  g_assert_true (json_object_get_null_member (json_node_get_object (node), "value"));
  g_assert_true (isnan (again->value));
}

/* A reason is as long as people write, counted in characters. */
static void
test_longest_reason (void)
{
  for (guint more = 0; more < 2; more++)
    {
      g_autoptr(GString) reason = g_string_new (NULL);
      g_autoptr(DzOverride) override = NULL;
      g_autoptr(DzOverride) again = NULL;
      g_autoptr(JsonNode) node = NULL;

      for (guint i = 0; i < DZ_OVERRIDE_REASON_MAX + more; i++)
        g_string_append (reason, "免");
      override = dz_override_new ("HEAD-01", TRUE, reason->str);
      node = dz_wire_override_to_json (override);
      again = dz_wire_override_from_json (node, NULL);
      g_assert_cmpint (again != NULL, ==, more == 0);
    }
}

/* However much is wrong with a photo, all of it can be said. */
static void
test_all_reasons (void)
{
  g_autoptr(DzDecision) decision = dz_decision_new ();
  g_autoptr(GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr(DzDecision) read = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;
  guint n_reasons;
  const DzReason *reasons = dz_reason_builtin_all (&n_reasons);

  for (guint i = 0; i < n_reasons; i++)
    g_strv_builder_add (codes, reasons[i].code);
  decision->verdict = DZ_VERDICT_REJECT;
  g_strfreev (decision->reasons);
  decision->reasons = g_strv_builder_end (codes);
  node = dz_wire_decision_to_json (decision);
  read = dz_wire_decision_from_json (node, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (read->reasons), ==, n_reasons);
}

/* Which words were given, and whether another photo may follow, outlive the wire. */
static void
test_refusal (void)
{
  g_autoptr(DzDecision) decision = dz_decision_new ();
  g_autoptr(DzDecision) read = NULL;
  g_autoptr(JsonNode) node = NULL;
  static const char *const bad[] = { "[1]", "[1,-1]", "[1,\"2\"]", "{}", "[1,2,3]" };

  decision->verdict = DZ_VERDICT_REJECT;
  decision->reasons = g_strsplit ("mouth ears", " ", -1);
  decision->reason_versions[1] = 3;
  decision->retake = FALSE;
  node = dz_wire_decision_to_json (decision);
  read = dz_wire_decision_from_json (node, NULL);
  g_assert_cmpuint (read->reason_versions[0], ==, 0);
  g_assert_cmpuint (read->reason_versions[1], ==, 3);
  g_assert_false (read->retake);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "{\"verdict\":\"reject\",\"reasons\":[\"mouth\",\"ears\"],"
        "\"reason_versions\":%s}", bad[i]);
      g_autoptr(JsonNode) wrong = parse (text);

      g_test_message ("%s", bad[i]);
      g_assert_null (dz_wire_decision_from_json (wrong, NULL));
    }
}

/* A list is whole, or it is none: a sentence that cannot be said is told to nobody. */
static void
test_reason_list (void)
{
  g_autoptr(DzReasonList) list = dz_reason_list_new_builtin ();
  g_autoptr(JsonNode) node = dz_wire_reason_list_to_json (list);
  g_autoptr(DzReasonList) read = dz_wire_reason_list_from_json (node, NULL);
  GPtrArray *before = dz_reason_list_get_all (list);
  GPtrArray *after = dz_reason_list_get_all (read);
  JsonObject *first;

  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < before->len; i++)
    g_assert_true (dz_reason_says_alike (g_ptr_array_index (before, i),
                                         g_ptr_array_index (after, i)));
  first = json_array_get_object_element (
    json_object_get_array_member (json_node_get_object (node), "reasons"), 0);
  json_object_set_string_member (first, "zh", "[请");
  g_assert_null (dz_wire_reason_list_from_json (node, NULL));
}

/* What older desks send and kept in their outboxes has neither overrides nor a correction. */
static void
test_older_decision (void)
{
  g_autoptr(JsonNode) node = parse (DECISION);
  g_autoptr(DzDecision) decision = dz_wire_decision_from_json (node, NULL);

  g_assert_true (decision->retake);
  g_assert_null (decision->overrides);
  g_assert_true (dz_correction_is_empty (&decision->correction));
}

/* What a newer release's desk chose is no mistake of shape: a desk shows it, a service refuses
 * it. */
static void
test_newer_code (void)
{
  g_autoptr(JsonNode) node = parse ("{\"rule\":\"BG-01\",\"waiver\":false,"
                                    "\"code\":\"of-tomorrow\",\"reason\":null}");
  g_autoptr(DzOverride) override = dz_wire_override_from_json (node, NULL);

  g_assert_cmpstr (override->code, ==, "of-tomorrow");
  g_assert_null (override->reason);
  g_assert_cmpstr (dz_override_code_label (override->code), ==, "of-tomorrow");
}

static void
test_exceptions (void)
{
  g_autoptr(JsonNode) node = parse (APPROVAL);
  g_autoptr(DzDecision) decision = dz_wire_decision_from_json (node, NULL);
  const DzOverride *once = g_ptr_array_index (decision->overrides, 1);

  g_assert_cmpuint (decision->overrides->len, ==, 2);
  g_assert_cmpstr (once->rule, ==, "BG-01");
  g_assert_false (once->waiver);
  g_assert_cmpstr (once->reason, ==, "学校指定的背景");
  g_assert_cmpfloat (decision->correction.crown_y, ==, 62.5);
  g_assert_true (isnan (decision->correction.eye_y));
  g_assert_cmpfloat (decision->correction.chin_y, ==, 402);
}

/* Who has the same face is the service's to know. */
static void
test_no_hashes (void)
{
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GBytes) printed = NULL;
  g_autofree char *text = NULL;

  dz_measurement_set (measurement, DZ_QUANTITY_HASH_QUALITY, 90);
  dz_measurement_set (measurement, DZ_QUANTITY_FACE_HASH_QUALITY, 80);
  dz_measurement_set (measurement, DZ_QUANTITY_ROLL, 2);
  measurement->hashes[0].words[0] = 0x1234567890abcdef;
  g_ptr_array_add (measurement->marks, dz_edit_mark_new ("editor", "Snapseed", FALSE));
  node = dz_wire_measurement_to_json (measurement);
  printed = dz_wire_print (node);
  text = g_strndup (g_bytes_get_data (printed, NULL), g_bytes_get_size (printed));
  g_assert_cmpstr (text, ==,
                   "{\"schema\":2,\"measurer\":\"\",\"models\":null,\"format\":\"unknown\","
                   "\"problem\":null,\"values\":{\"roll\":2.0}}");
}

/* A newer service may measure more, and a hash's quality says nothing without the hash. */
static void
test_measured_more (void)
{
  g_autoptr(JsonNode) node =
    parse ("{\"schema\":3,\"measurer\":\"m\",\"format\":\"jpeg\",\"values\":{\"aura\":1e99,"
           "\"hash-quality\":50,\"roll\":1}}");
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) measurement = dz_wire_measurement_from_json (node, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_ROLL), ==, 1);
  g_assert_false (dz_measurement_has (measurement, DZ_QUANTITY_HASH_QUALITY));
  g_assert_cmpuint (measurement->schema, ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autofree char *round = g_strdup_printf ("/wire/%s/%u/round-trip", records[i].name, i);
      g_autofree char *spoiled = g_strdup_printf ("/wire/%s/%u/spoiled", records[i].name, i);
      g_autofree char *unknown = g_strdup_printf ("/wire/%s/%u/unknown", records[i].name, i);

      g_test_add_data_func (round, &records[i], test_round_trip);
      g_test_add_data_func (spoiled, &records[i], test_spoiled);
      g_test_add_data_func (unknown, &records[i], test_unknown_member);
    }
  g_test_add_func ("/wire/bad-values", test_bad_values);
  g_test_add_func ("/wire/nan", test_nan);
  g_test_add_func ("/wire/override/longest-reason", test_longest_reason);
  g_test_add_func ("/wire/decision/all-reasons", test_all_reasons);
  g_test_add_func ("/wire/decision/refusal", test_refusal);
  g_test_add_func ("/wire/reason-list", test_reason_list);
  g_test_add_func ("/wire/decision/older", test_older_decision);
  g_test_add_func ("/wire/decision/exceptions", test_exceptions);
  g_test_add_func ("/wire/decision/newer-code", test_newer_code);
  g_test_add_func ("/wire/measurement/no-hashes", test_no_hashes);
  g_test_add_func ("/wire/measurement/measured-more", test_measured_more);
  return g_test_run ();
}
