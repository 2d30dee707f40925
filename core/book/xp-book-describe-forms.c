/* xp-book-describe-forms.c: which form was changed, and where in it:
 * “改了评分表《红榜》第3项“门前””. */
#include "xp-book-private.h"

#include <string.h>

/* The value of a line “name=…” from this line on, up to the end of its group; "" none. Borrowed. */
static const char *
find_name (char *const *lines)
{
  static const char NAME[] = "name=";
  for (; *lines != NULL && (*lines)[0] != '['; lines++)
    if (g_str_has_prefix (*lines, NAME))
      return *lines + strlen (NAME);
  return "";
}

/* The head of the group in which the two texts differ first; NULL: a group has come, gone or moved.
 * Borrowed. */
static char *const *
find_group (char *const *before, char *const *after)
{
  char *const *group = NULL;
  for (; *before != NULL && *after != NULL && strcmp (*before, *after) == 0; before++, after++)
    if ((*after)[0] == '[')
      group = after;
  const bool is_within =
    *before != NULL && *after != NULL && (*before)[0] != '[' && (*after)[0] != '[';
  return is_within ? group : NULL;
}

/* “第3项“门前””, where one item has other fields; "" anything else. Yours. */
static char *
tell_item (char *const *before, char *const *after)
{
  static const char ITEM[] = "[item ";
  char *const *group = find_group (before, after);
  if (group == NULL || !g_str_has_prefix (*group, ITEM))
    return g_strdup ("");
  g_autofree char *no =
    g_strndup (*group + strlen (ITEM), strlen (*group) - strlen (ITEM) - strlen ("]"));
  return g_strdup_printf ("第%s项“%s”", no, find_name (group + 1));
}

char *
xp_book_describe_form (XpBook *self, const XpChange *change)
{
  const char *what = change->before == NULL ? "新增" : change->after == NULL ? "去掉" : "改了";
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  g_auto (GStrv) now = g_strsplit (xp_book_text_of (record, "text"), "\n", -1);
  g_auto (GStrv) then = change->before != NULL && change->after != NULL
                          ? g_strsplit (xp_book_text_of (change->before, "text"), "\n", -1)
                          : NULL;
  const char *name = now[0] != NULL ? find_name (now + 1) : "";
  const int version = (int) xp_record_get_int (record, "version");
  g_autofree char *item = then != NULL  ? tell_item (then, now)
                          : version > 1 ? g_strdup_printf ("第%d版", version)
                                        : g_strdup ("");
  return g_strdup_printf ("%s评分表《%s》%s", what, name, item);
}
