/* xp-json.h: the compact JSON of keys and changes: integers, texts and null, nothing else.
 *
 * It is canonical: one value has one spelling, because it is hashed. No spaces; a text is written
 * as it is but for \" \\ and control characters (\u001f, lower case). The reader takes this
 * spelling only. SQLite's JSON functions read it too. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum {
  XP_JSON_NULL,
  XP_JSON_INT,
  XP_JSON_TEXT
} XpJsonType;

typedef struct {
  XpJsonType type;
  int64_t integer;
  char *text; /* owned */
} XpJsonValue;

void xp_json_append_int (GString *out, int64_t value);
void xp_json_append_text (GString *out, const char *text);

/* Reads one value and moves *@at behind it. False: not in this spelling; *@at is anywhere. */
bool xp_json_read_value (const char **at, XpJsonValue *out_value);
bool xp_json_read_text (const char **at, char **out_text);

/* Moves behind @c if it is what comes next. */
bool xp_json_skip (const char **at, char c);

void xp_json_value_clear (XpJsonValue *value);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XpJsonValue, xp_json_value_clear)
