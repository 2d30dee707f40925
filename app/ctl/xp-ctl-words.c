#include "xp-ctl-words.h"

#include <stdio.h>
#include <string.h>

char **
xp_ctl_split_words (const char *text)
{
  if (text == NULL)
    return NULL;
  GString *plain = g_string_new (text);
  g_string_replace (plain, "，", ",", 0);
  g_string_replace (plain, "、", ",", 0);
  g_auto (GStrv) parts = g_strsplit (plain->str, ",", -1);
  g_string_free (plain, TRUE);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  for (size_t i = 0; parts[i] != NULL; i++)
    if (g_strstrip (parts[i])[0] != '\0')
      g_strv_builder_add (names, parts[i]);
  return g_strv_builder_end (names);
}

int64_t
xp_ctl_find_household (XpDesk *desk, const char *text)
{
  guint64 number = 0;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &number, NULL)) {
    fprintf (stderr, "“%s”不是户的编号。请写一个数，比如 17。\n", text);
    return 0;
  }
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_household_work_find (desk, (int) number, &error);
  if (uid == 0)
    xp_ctl_fail (error);
  return uid;
}

GArray *
xp_ctl_find_households (const XpCtl *ctl, XpDesk *desk, guint first)
{
  g_autoptr (GArray) uids = g_array_new (FALSE, FALSE, sizeof (int64_t));
  for (guint i = first; i < ctl->args->n_words; i++) {
    g_auto (GStrv) numbers = xp_ctl_split_words (ctl->args->words[i]);
    for (size_t k = 0; numbers[k] != NULL; k++) {
      const int64_t uid = xp_ctl_find_household (desk, numbers[k]);
      if (uid == 0)
        return NULL;
      g_array_append_val (uids, uid);
    }
  }
  return g_steal_pointer (&uids);
}

XpHouseholdCard *
xp_ctl_find_person (XpDesk *desk, const char *text, const XpPersonCard **out_person)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 2);
  guint64 number = 0;
  if (g_strv_length (parts) != 2 ||
      !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXINT, &number, NULL)) {
    fprintf (stderr, "“%s”不是人的编号。请写户的编号和户内编号，比如 17-2。\n", text);
    return NULL;
  }
  const int64_t uid = xp_ctl_find_household (desk, parts[0]);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpHouseholdCard) card = uid != 0 ? xp_household_work_load (desk, uid, &error) : NULL;
  if (card == NULL) {
    if (error != NULL)
      xp_ctl_fail (error);
    return NULL;
  }
  for (guint i = 0; i < card->persons->len; i++) {
    const XpPersonCard *person = card->persons->pdata[i];
    if (person->number == (int) number) {
      *out_person = person;
      return g_steal_pointer (&card);
    }
  }
  fprintf (stderr, "%s号户里没有第%s人。用 person list 看有哪些。\n", parts[0], parts[1]);
  return NULL;
}

void
xp_ctl_take_text (const XpCtl *ctl, const char *option, char **to)
{
  const char *text = xp_args_get (ctl->args, option);
  if (text == NULL)
    return;
  g_free (*to);
  *to = g_strdup (text);
}

bool
xp_ctl_take_count (const XpCtl *ctl, const char *option, int *to)
{
  const char *text = xp_args_get (ctl->args, option);
  guint64 count = 0;
  if (text == NULL)
    return true;
  if (!g_ascii_string_to_unsigned (text, 10, 0, 99, &count, NULL)) {
    fprintf (stderr, "%s 写的是“%s”，应为0到99的数。\n", option, text);
    return false;
  }
  *to = (int) count;
  return true;
}

int
xp_ctl_run_way (
  const XpCtl *ctl, const XpCtlVerb *verb, const XpCtlWay ways[], size_t n_ways, const char *words)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  const char *number = xp_ctl_word (ctl, 2);
  if (what == NULL || path == NULL || number == NULL)
    return xp_ctl_usage (verb, "请写上 %s、资料文件、第几次评选。", words);
  for (size_t i = 0; i < n_ways; i++) {
    if (strcmp (ways[i].name, what) != 0)
      continue;
    const bool is_writing = ways[i].is_writing && xp_args_get (ctl->args, "--dry-run") == NULL;
    g_autoptr (XpDesk) desk = is_writing ? xp_ctl_open (ctl, path) : xp_ctl_look (ctl, path);
    const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
    return uid != 0 ? ways[i].run (ctl, desk, uid) : XP_EXIT_REFUSED;
  }
  return xp_ctl_usage (verb, "没有 %s %s 这种做法。", verb->name, what);
}
