#include "xp-visible.h"

#include <stdbool.h>

static const char HIDDEN[] = "〔隐〕";
static const char ISOLATE[] = "\u2068", POP[] = "\u2069";

static bool
is_hidden (gunichar c)
{
  static const struct {
    gunichar first, last;
  } RANGES[] = {
    {0x00ad, 0x00ad},   /* soft hyphen */
    {0x061c, 0x061c},   /* Arabic letter mark */
    {0x200b, 0x200f},   /* zero width, direction marks */
    {0x2028, 0x202e},   /* line and paragraph separators, embeddings, overrides */
    {0x2060, 0x206f},   /* word joiner, isolates, deprecated signs */
    {0x3164, 0x3164},   /* Hangul filler */
    {0xfeff, 0xfeff},   /* the mark of the byte order */
    {0xfff9, 0xfffb},   /* interlinear annotation */
    {0xe0000, 0xe007f}, /* tags */
  };
  if (g_unichar_iscntrl (c) && c != '\n' && c != '\t')
    return true;
  for (size_t i = 0; i < G_N_ELEMENTS (RANGES); i++)
    if (c >= RANGES[i].first && c <= RANGES[i].last)
      return true;
  return false;
}

/* The blocks whose letters run from right to left. */
static bool
is_right_to_left (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08ff) || (c >= 0xfb1d && c <= 0xfdff) ||
         (c >= 0xfe70 && c <= 0xfefe) || (c >= 0x10800 && c <= 0x10fff) ||
         (c >= 0x1e800 && c <= 0x1efff);
}

char *
xp_visible_dup (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_new (NULL);
  bool is_isolated = false;
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    const bool is_turned = is_right_to_left (c) && !is_hidden (c);
    if (is_turned != is_isolated)
      g_string_append (out, is_turned ? ISOLATE : POP);
    is_isolated = is_turned;
    if (is_hidden (c))
      g_string_append (out, HIDDEN);
    else
      g_string_append_unichar (out, c);
  }
  if (is_isolated)
    g_string_append (out, POP);
  return g_string_free (out, FALSE);
}
