/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define DZ_WIRE_STRING_BYTES_MAX 4096
#define DZ_WIRE_LIST_LENGTH_MAX 10000

/**
 * DzWireReader:
 *
 * Reads the members of one JSON object, strictly. The first problem is kept and everything read
 * after it is empty, so a record is read in one go and asked once at the end. Members that nobody
 * asks for are ignored: a newer program may send more.
 */
typedef struct
{
  JsonObject *object; /* unowned, NULL where the node is no object */
  GError     *error;  /* owned, nullable: the first problem */
} DzWireReader;

/**
 * DzWireRead:
 * @node: a node
 * @error: return location; DZ_WIRE_ERROR_SHAPE
 *
 * Reads one record.
 */
typedef gpointer (*DzWireRead) (JsonNode  *node,
                                GError   **error);

DzWireReader  dz_wire_reader_over             (JsonNode       *node);
void          dz_wire_reader_clear            (DzWireReader   *self);
gboolean      dz_wire_reader_finish           (DzWireReader   *self,
                                               GError        **error);
void          dz_wire_reader_refuse           (DzWireReader   *self,
                                               const char     *member,
                                               const char     *problem);
gboolean      dz_wire_reader_has              (DzWireReader   *self,
                                               const char     *member);
const char   *dz_wire_reader_peek_string      (DzWireReader   *self,
                                               const char     *member,
                                               gsize           bytes_max);
char         *dz_wire_reader_dup_string       (DzWireReader   *self,
                                               const char     *member);
char         *dz_wire_reader_dup_nullable     (DzWireReader   *self,
                                               const char     *member);
char         *dz_wire_reader_dup_id           (DzWireReader   *self,
                                               const char     *member);
char         *dz_wire_reader_dup_hash         (DzWireReader   *self,
                                               const char     *member);
gint64        dz_wire_reader_get_int          (DzWireReader   *self,
                                               const char     *member,
                                               gint64          min,
                                               gint64          max);
gint64        dz_wire_reader_get_time         (DzWireReader   *self,
                                               const char     *member);
double        dz_wire_reader_get_number       (DzWireReader   *self,
                                               const char     *member);
gboolean      dz_wire_reader_get_boolean      (DzWireReader   *self,
                                               const char     *member);
GStrv         dz_wire_reader_dup_strings      (DzWireReader   *self,
                                               const char     *member,
                                               guint           length_max);
JsonNode     *dz_wire_reader_peek_node        (DzWireReader   *self,
                                               const char     *member);
gpointer      dz_wire_reader_read_record      (DzWireReader   *self,
                                               const char     *member,
                                               DzWireRead      read);
gpointer      dz_wire_reader_read_nullable    (DzWireReader   *self,
                                               const char     *member,
                                               DzWireRead      read);
GPtrArray    *dz_wire_reader_read_records     (DzWireReader   *self,
                                               const char     *member,
                                               guint           length_max,
                                               DzWireRead      read,
                                               GDestroyNotify  free_record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzWireReader, dz_wire_reader_clear)

/**
 * DZ_WIRE_READ_NICK:
 * @reader: a reader
 * @member: name of the member
 * @from_nick: the enumeration's way from its words
 * @out: where the value goes
 *
 * Reads a word of an enumeration.
 */
#define DZ_WIRE_READ_NICK(reader, member, from_nick, out)                                        \
  G_STMT_START                                                                                    \
  {                                                                                               \
    if (!from_nick (dz_wire_reader_peek_string ((reader), (member), 64), (out)))                  \
      dz_wire_reader_refuse ((reader), (member), "is a word not known here");                     \
  }                                                                                               \
  G_STMT_END

G_END_DECLS
