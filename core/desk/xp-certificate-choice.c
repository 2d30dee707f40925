/* xp-certificate-choice.c: 第17张, 1-017: which certificates somebody means. */
#include "xp-certificate-private.h"

#include <string.h>

char *
xp_certificate_dup_number (const char *short_name, const XpRecord *certificate)
{
  return g_strdup_printf ("%s〔%" G_GINT64_FORMAT "〕%" G_GINT64_FORMAT "-%03" G_GINT64_FORMAT,
                          short_name,
                          xp_record_get_int (certificate, "year"),
                          xp_record_get_int (certificate, "round_in_year"),
                          xp_record_get_int (certificate, "serial"));
}

static bool
is_void (const XpRecord *certificate)
{
  return xp_record_get_int (certificate, "is_void") != 0;
}

GPtrArray *
xp_certificate_list_valid (const GPtrArray *all)
{
  GPtrArray *valid = g_ptr_array_new ();
  for (guint i = 0; i < all->len; i++)
    if (!is_void (all->pdata[i]))
      g_ptr_array_add (valid, all->pdata[i]);
  return valid;
}

static bool
read_whole (const char *text, int *out)
{
  guint64 value = 0;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &value, NULL))
    return false;
  *out = (int) value;
  return true;
}

/* “1-017”, with or without what stands before it. */
static bool
read_number (const char *words, int *out_round_in_year, int *out_serial)
{
  const char *bracket = strstr (words, "〕");
  g_autofree char *pair = g_strdup (bracket != NULL ? bracket + strlen ("〕") : words);
  char *dash = strchr (pair, '-');
  if (dash == NULL)
    return false;
  *dash = '\0';
  const char *serial = dash + 1 + strspn (dash + 1, "0");
  return read_whole (pair, out_round_in_year) && read_whole (serial, out_serial);
}

XpRecord *
xp_certificate_look_up (const GPtrArray *all, const char *number, GError **error)
{
  int round_in_year = 0, serial = 0;
  if (!read_number (number, &round_in_year, &serial)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "证书编号“%s”读不懂。请照证书左下角写，比如 1-017。",
                 number);
    return NULL;
  }
  /* Two computers may have given it: the one that holds goes first. */
  XpRecord *found = NULL;
  for (guint i = 0; i < all->len; i++)
    if (xp_record_get_int (all->pdata[i], "round_in_year") == round_in_year &&
        xp_record_get_int (all->pdata[i], "serial") == serial && (found == NULL || is_void (found)))
      found = all->pdata[i];
  if (found != NULL)
    return found;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "这次评选没有编号%s的证书。请看看编号和选的是哪一次评选。",
               number);
  return NULL;
}

static bool
find_by_number (
  const GPtrArray *all, const GPtrArray *valid, const char *words, guint *out_at, GError **error)
{
  XpRecord *record = xp_certificate_look_up (all, words, error);
  if (record == NULL)
    return false;
  if (g_ptr_array_find ((GPtrArray *) valid, record, out_at))
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "编号%s的证书已经作废。请用换发的那一张。",
               words);
  return false;
}

bool
xp_certificate_find (
  const GPtrArray *all, const GPtrArray *valid, const char *words, guint *out_at, GError **error)
{
  int ordinal = 0;
  if (!read_whole (words, &ordinal))
    return find_by_number (all, valid, words, out_at, error);
  if (ordinal <= (int) valid->len) {
    *out_at = (guint) ordinal - 1;
    return true;
  }
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "一共%u张证书，没有第%d张。请重新数一数。",
               valid->len,
               ordinal);
  return false;
}

static GPtrArray *
choose_only (const GPtrArray *all, const GPtrArray *valid, const char *only, GError **error)
{
  g_autofree bool *is_meant = g_new0 (bool, valid->len + 1);
  g_auto (GStrv) words = g_strsplit_set (only, ", ", -1);
  for (size_t i = 0; words[i] != NULL; i++) {
    guint at = 0;
    if (words[i][0] == '\0')
      continue;
    if (!xp_certificate_find (all, valid, words[i], &at, error))
      return NULL;
    is_meant[at] = true;
  }
  GPtrArray *chosen = g_ptr_array_new ();
  for (guint i = 0; i < valid->len; i++)
    if (is_meant[i])
      g_ptr_array_add (chosen, valid->pdata[i]);
  return chosen;
}

GPtrArray *
xp_certificate_choose (
  const GPtrArray *all, const char *from, const char *up_to, const char *only, GError **error)
{
  g_autoptr (GPtrArray) valid = xp_certificate_list_valid (all);
  if (only != NULL)
    return choose_only (all, valid, only, error);
  guint first = 0, last = valid->len - 1;
  if (valid->len == 0)
    return g_steal_pointer (&valid);
  if ((from != NULL && !xp_certificate_find (all, valid, from, &first, error)) ||
      (up_to != NULL && !xp_certificate_find (all, valid, up_to, &last, error)))
    return NULL;
  GPtrArray *chosen = g_ptr_array_new ();
  for (guint i = first; i <= last; i++)
    g_ptr_array_add (chosen, valid->pdata[i]);
  return chosen;
}
