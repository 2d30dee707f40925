#include "xp-json.h"

#include <errno.h>
#include <string.h>

void
xp_json_append_int (GString *out, int64_t value)
{
  g_string_append_printf (out, "%" G_GINT64_FORMAT, value);
}

void
xp_json_append_text (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *at = text; *at != '\0'; at++) {
    if (*at == '"' || *at == '\\') {
      g_string_append_c (out, '\\');
      g_string_append_c (out, *at);
    } else if ((unsigned char) *at < 0x20) {
      g_string_append_printf (out, "\\u%04x", (unsigned) *at);
    } else {
      g_string_append_c (out, *at);
    }
  }
  g_string_append_c (out, '"');
}

bool
xp_json_skip (const char **at, char c)
{
  if (**at != c)
    return false;
  (*at)++;
  return true;
}

/* \" \\ and \u0001 … \u001f; whatever else could be escaped has a spelling without. */
static bool
read_escape (const char **at, GString *text)
{
  if (**at == '"' || **at == '\\') {
    g_string_append_c (text, **at);
    (*at)++;
    return true;
  }
  if (strncmp (*at, "u00", 3) != 0)
    return false;

  const int high = (*at)[3] == '0' || (*at)[3] == '1' ? (*at)[3] - '0' : -1;
  const int low = high < 0 || g_ascii_isupper ((*at)[4]) ? -1 : g_ascii_xdigit_value ((*at)[4]);
  if (low < 0 || (high == 0 && low == 0))
    return false;
  g_string_append_c (text, (char) (high * 16 + low));
  *at += 5;
  return true;
}

bool
xp_json_read_text (const char **at, char **out_text)
{
  if (!xp_json_skip (at, '"'))
    return false;

  g_autoptr (GString) text = g_string_new (NULL);
  while (**at != '"') {
    if ((unsigned char) **at < 0x20) /* the end of a torn text too */
      return false;
    if (xp_json_skip (at, '\\')) {
      if (!read_escape (at, text))
        return false;
    } else {
      const size_t n_plain = strcspn (*at,
                                      "\"\\\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r"
                                      "\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a"
                                      "\x1b\x1c\x1d\x1e\x1f");
      g_string_append_len (text, *at, (gssize) n_plain);
      *at += n_plain;
    }
  }
  (*at)++;
  *out_text = g_string_free (g_steal_pointer (&text), FALSE);
  return true;
}

static bool
read_int (const char **at, int64_t *out_value)
{
  const char *digits = **at == '-' ? *at + 1 : *at;
  if (!g_ascii_isdigit (*digits) ||
      (*digits == '0' && (g_ascii_isdigit (digits[1]) || digits != *at)))
    return false;

  char *end = NULL;
  errno = 0;
  const int64_t value = g_ascii_strtoll (*at, &end, 10);
  if (errno != 0)
    return false;
  *at = end;
  *out_value = value;
  return true;
}

bool
xp_json_read_value (const char **at, XpJsonValue *out_value)
{
  *out_value = (XpJsonValue){.type = XP_JSON_NULL};
  if (strncmp (*at, "null", 4) == 0) {
    *at += 4;
    return true;
  }
  if (**at == '"') {
    out_value->type = XP_JSON_TEXT;
    return xp_json_read_text (at, &out_value->text);
  }
  out_value->type = XP_JSON_INT;
  return read_int (at, &out_value->integer);
}

void
xp_json_value_clear (XpJsonValue *value)
{
  g_clear_pointer (&value->text, g_free);
}
