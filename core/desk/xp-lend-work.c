/* xp-lend-work.c: lending a copy to another laptop (xp-merge-work.h). */
#include "xp-merge-work.h"

#include "xp-desk-private.h"

#include <string.h>

typedef struct {
  int64_t round_uid;
  char *group, *path;
} Lending;

static Lending *
new_lending (int64_t round_uid, const char *group, const char *path)
{
  Lending *lending = g_new0 (Lending, 1);
  *lending = (Lending){round_uid,
                       g_strdup (group != NULL ? group : ""),
                       g_canonicalize_filename (path, NULL)};
  return lending;
}

static void
free_lending (gpointer data)
{
  Lending *lending = data;
  g_free (lending->group);
  g_free (lending->path);
  g_free (lending);
}

static bool
find_group (XpBook *book, const char *name, int64_t *out_uid, GError **error)
{
  *out_uid = 0;
  if (name[0] == '\0')
    return true;
  g_autoptr (GPtrArray) groups = xp_book_list (book, XP_KIND_GROUP, NULL, 0, error);
  if (groups == NULL)
    return false;
  for (guint i = 0; i < groups->len; i++) {
    if (g_strcmp0 (xp_record_get_text (groups->pdata[i], "name"), name) == 0) {
      *out_uid = xp_record_get_int (groups->pdata[i], "group_uid");
      return true;
    }
  }
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "本村没有“%s”，外借没有做成。请照名单上的组名写。",
               name);
  return false;
}

static gpointer
lend (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Lending *lending = input;
  int64_t group_uid = 0;
  if (!find_group (book, lending->group, &group_uid, error))
    return NULL;
  const XpBookOpening opening = {.clock = xp_desk_get_clock (desk),
                                 .random = xp_desk_get_random (desk),
                                 .hooks = &XP_DESK_HOOKS,
                                 .who = xp_desk_get_who (desk),
                                 .device = g_get_host_name (),
                                 .program = "xiangping " XP_VERSION};
  return xp_book_lend (book, &opening, lending->round_uid, group_uid, lending->path, error)
           ? XP_DESK_DONE
           : NULL;
}

bool
xp_merge_work_lend (
  XpDesk *desk, int64_t round_uid, const char *group, const char *path, GError **error)
{
  Lending *lending = new_lending (round_uid, group, path);
  const bool is_lent = xp_desk_run (desk, lend, lending, error) != NULL;
  free_lending (lending);
  return is_lent;
}

void
xp_merge_work_lend_async (XpDesk *desk,
                          int64_t round_uid,
                          const char *group,
                          const char *path,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  xp_desk_run_async (desk,
                     desk,
                     lend,
                     new_lending (round_uid, group, path),
                     free_lending,
                     NULL,
                     callback,
                     user_data);
}

bool
xp_merge_work_lend_finish (XpDesk *desk, GAsyncResult *result, GError **error)
{
  return xp_desk_run_finish (result, error) != NULL;
}

/* ---- what is lent ---- */

static gpointer
tell_lent (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (XpLent) lent = xp_book_get_lent (book, NULL);
  if (lent == NULL)
    return NULL;
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", lent->group_uid);
  g_autoptr (XpRecord) group = xp_book_lookup (book, XP_KIND_GROUP, key, NULL);
  return group != NULL ? g_strdup_printf ("外借，%s", xp_record_get_text (group, "name"))
                       : g_strdup ("外借");
}

char *
xp_merge_work_tell_lent (XpDesk *desk)
{
  return xp_desk_run (desk, tell_lent, NULL, NULL);
}

static gpointer
list_groups (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const int64_t *round_uid = input;
  g_autoptr (GPtrArray) groups = xp_book_list (book, XP_KIND_GROUP, NULL, 0, error);
  g_autoptr (GPtrArray) entrants =
    groups != NULL ? xp_book_list (book, XP_KIND_ENTRANT, "round_uid", *round_uid, error) : NULL;
  if (entrants == NULL)
    return NULL;
  g_autoptr (GHashTable) there = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < entrants->len; i++) {
    g_autofree char *key =
      g_strdup_printf ("[%" G_GINT64_FORMAT "]",
                       xp_record_get_int (entrants->pdata[i], "household_uid"));
    g_autoptr (XpRecord) household = xp_book_lookup (book, XP_KIND_HOUSEHOLD, key, NULL);
    if (household != NULL)
      g_hash_table_add (there,
                        GSIZE_TO_POINTER ((gsize) xp_record_get_int (household, "group_uid")));
  }
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  for (guint i = 0; i < groups->len; i++)
    if (g_hash_table_contains (
          there,
          GSIZE_TO_POINTER ((gsize) xp_record_get_int (groups->pdata[i], "group_uid"))))
      g_strv_builder_add (names, xp_record_get_text (groups->pdata[i], "name"));
  return g_strv_builder_end (names);
}

char **
xp_merge_work_list_groups (XpDesk *desk, int64_t round_uid)
{
  char **names = xp_desk_run (desk, list_groups, &round_uid, NULL);
  return names != NULL ? names : g_new0 (char *, 1);
}

char *
xp_merge_work_dup_lent_name (XpDesk *desk, const char *group)
{
  const GDate today = xp_desk_get_today (desk);
  g_autofree char *day = xp_day_to_text (&today);
  const bool has_group = group != NULL && group[0] != '\0';
  return g_strdup_printf ("%s_外借_%s%s%s.xiangping",
                          xp_desk_get_village (desk)->name,
                          has_group ? group : "",
                          has_group ? "_" : "",
                          day);
}
