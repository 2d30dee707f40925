#include "xp-roster-sheets.h"

#include "xp-csv.h"
#include "xp-error.h"
#include "xp-names.h"
#include "xp-roster-header.h"
#include "xp-xlsx.h"

#include <string.h>

static const guint MOST_ROWS = 100000;

void
xp_roster_sheets_free (XpRosterSheets *self)
{
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_array_unref (self->chosen);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

static bool
has_bytes (GBytes *bytes, const char *part, gsize n_part)
{
  gsize n = 0;
  const char *data = g_bytes_get_data (bytes, &n);
  return n >= n_part && memmem (data, n, part, n_part) != NULL;
}

static bool
begins_with (GBytes *bytes, const char *start)
{
  gsize n = 0;
  const char *data = g_bytes_get_data (bytes, &n);
  return n >= strlen (start) && memcmp (data, start, strlen (start)) == 0;
}

/* What is no list by its first bytes, with what to do about it. */
static bool
refuse_other (GBytes *bytes, const char *name, GError **error)
{
  static const char ENCRYPTED[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"; /* UTF-16 */
  const bool is_ole = begins_with (bytes, "\xd0\xcf\x11\xe0");
  const char *says = NULL;
  if (g_bytes_get_size (bytes) == 0)
    says = "是空的，里面什么也没有。请看看是不是选错了文件。";
  else if (is_ole && has_bytes (bytes, ENCRYPTED, sizeof ENCRYPTED))
    says = "有密码，读不了。请先在 WPS 里去掉密码，另存为 .xlsx 再导入。";
  else if (is_ole)
    says = "是旧的 .xls 或 .et 表格。请在 WPS 里打开，另存为 .xlsx 再导入。";
  else if (begins_with (bytes, "<"))
    says = "其实是网页文件。请在 WPS 里打开，另存为 .xlsx 再导入。";
  if (says == NULL)
    return true;
  g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "%s %s", name, says);
  return false;
}

static GPtrArray *
read_csv (GBytes *bytes, const char *name, GError **error)
{
  XpTable *table = xp_csv_parse (bytes, name, error);
  if (table == NULL)
    return NULL;
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_table_free);
  g_ptr_array_add (tables, table);
  if (table->n_rows <= MOST_ROWS)
    return tables;
  g_set_error (
    error,
    XP_ERROR,
    XP_ERROR_INPUT,
    "%s 有%u行，超过10万行，不像一个村的农户名单。请只把名单那几列复制到一张新表里再导入。",
    name,
    table->n_rows);
  g_ptr_array_unref (tables);
  return NULL;
}

static bool
has_header (const XpTable *table)
{
  g_autoptr (XpRoster) scratch = xp_roster_new ();
  return xp_roster_find_header (table, scratch) > 0;
}

static void
add_sheet (XpRosterSheets *self, const XpTable *table)
{
  const XpRosterSheet sheet = {table, xp_names_get_group_number (table->name) > 0};
  g_array_append_val (self->chosen, sheet);
}

/* All when each is named like a group, else the first alone. */
static void
keep_groups_or_first (XpRosterSheets *self)
{
  bool is_by_group = true;
  for (guint i = 0; i < self->chosen->len; i++)
    is_by_group &= g_array_index (self->chosen, XpRosterSheet, i).is_group;
  for (guint i = 1; i < self->chosen->len && !is_by_group; i++)
    g_ptr_array_add (self->notes,
                     g_strdup_printf ("表“%s”也像名单，没有读。要读的话请把它单独存成一个文件。",
                                      g_array_index (self->chosen, XpRosterSheet, i).table->name));
  if (!is_by_group && self->chosen->len > 1)
    g_array_set_size (self->chosen, 1);
}

static bool
choose (XpRosterSheets *self, const char *name, GError **error)
{
  const char *hidden = NULL;
  for (guint i = 0; i < self->tables->len; i++) {
    const XpTable *table = self->tables->pdata[i];
    if (!has_header (table))
      continue;
    if (!table->is_hidden) {
      add_sheet (self, table);
      continue;
    }
    hidden = table->name;
    g_ptr_array_add (self->notes, g_strdup_printf ("表“%s”是隐藏的，没有读。", table->name));
  }
  keep_groups_or_first (self);
  if (self->chosen->len > 0)
    return true;

  if (hidden != NULL)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 里只有隐藏的表“%s”像名单。要导入的话，请先在 WPS 里取消隐藏再存一次。",
                 name,
                 hidden);
  else
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 前20行里找不到表头（要有“户主”或“姓名”，还要有组、人口、电话里的一样）。请在表"
                 "格上面加一行表头再导入。",
                 name);
  return false;
}

XpRosterSheets *
xp_roster_sheets_read (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  if (!refuse_other (bytes, name, error))
    return NULL;
  g_autoptr (XpRosterSheets) self = g_new0 (XpRosterSheets, 1);
  self->chosen = g_array_new (FALSE, FALSE, sizeof (XpRosterSheet));
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->tables = xp_xlsx_is_one (bytes) ? xp_xlsx_read (bytes, name, cancellable, error)
                                        : read_csv (bytes, name, error);
  return self->tables != NULL && choose (self, name, error) ? g_steal_pointer (&self) : NULL;
}
