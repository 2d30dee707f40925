#include "xp-presence.h"

#include "xp-desk-private.h"

static void
free_present (gpointer data)
{
  XpPresent *present = data;
  xp_record_unref (present->record);
  g_free (present->phone);
  g_free (present->id_last4);
  g_free (present);
}

static const char *
group_name (const GPtrArray *groups, int64_t uid)
{
  for (guint i = 0; i < groups->len; i++)
    if (xp_record_get_int (groups->pdata[i], "group_uid") == uid)
      return xp_record_get_text (groups->pdata[i], "name");
  return "";
}

static bool
read_secret (
  XpBook *book, const XpRecord *record, const char *column, char **out_value, GError **error)
{
  g_autoptr (GError) problem = NULL;
  const char *commitment = xp_record_get_text (record, column);
  *out_value = commitment != NULL ? xp_book_dup_secret (book, commitment, &problem) : NULL;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return *out_value != NULL || error == NULL || *error == NULL;
}

gpointer
xp_presence_read (XpDesk *desk, XpBook *book, gpointer unused, GError **error)
{
  XpPresence *presence = g_new0 (XpPresence, 1);
  presence->groups = xp_book_list (book, XP_KIND_GROUP, NULL, 0, error);
  presence->households = g_ptr_array_new_with_free_func (free_present);
  g_autoptr (GPtrArray) records =
    presence->groups != NULL ? xp_book_list (book, XP_KIND_HOUSEHOLD, NULL, 0, error) : NULL;
  bool is_read = records != NULL;
  for (guint i = 0; is_read && i < records->len; i++) {
    XpPresent *present = g_new0 (XpPresent, 1);
    present->record = xp_record_ref (records->pdata[i]);
    present->group =
      group_name (presence->groups, xp_record_get_int (present->record, "group_uid"));
    g_ptr_array_add (presence->households, present);
    is_read = read_secret (book, present->record, "phone_secret", &present->phone, error) &&
              read_secret (book, present->record, "id_secret", &present->id_last4, error);
  }
  if (!is_read)
    g_clear_pointer (&presence, xp_presence_free);
  return presence;
}

void
xp_presence_free (XpPresence *self)
{
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->households, g_ptr_array_unref);
  g_free (self);
}

XpDoublesEntry
xp_present_get_entry (const XpPresent *present)
{
  return (XpDoublesEntry){
    .name = xp_record_get_text (present->record, "head"),
    .told_apart_by = xp_record_get_text (present->record, "told_apart_by"),
    .group = present->group,
    .phone = present->phone,
    .id_last4 = present->id_last4,
    .code = xp_record_get_text (present->record, "village_code"),
    .door = xp_record_get_text (present->record, "door"),
  };
}
