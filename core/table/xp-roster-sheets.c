#include "xp-roster-sheets.h"

#include "xp-csv.h"
#include "xp-error.h"
#include "xp-names.h"
#include "xp-roster-header.h"
#include "xp-xls.h"
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
  static const struct {
    const char *start, *says;
  } OTHERS[] = {
    {"<", "其实是网页文件。请在 WPS 里打开，另存为 .xlsx 再导入。"},
    {"\xef\xbb\xbf<", "其实是网页文件。请在 WPS 里打开，另存为 .xlsx 再导入。"},
    {"%PDF", "是 PDF 文件，不是表格。请选名单的表格文件（.xlsx、.xls 或 .csv）。"},
    {"\x89PNG", "是图片，不是表格。请选名单的表格文件（.xlsx、.xls 或 .csv）。"},
    {"\xff\xd8\xff", "是图片，不是表格。请选名单的表格文件（.xlsx、.xls 或 .csv）。"},
    {"GIF8", "是图片，不是表格。请选名单的表格文件（.xlsx、.xls 或 .csv）。"},
    {"RIFF", "是图片或录音，不是表格。请选名单的表格文件（.xlsx、.xls 或 .csv）。"},
    {"Rar!", "是压缩包。请先解压，再选里面的名单。"},
    {"7z\xbc\xaf", "是压缩包。请先解压，再选里面的名单。"},
    {"\x1f\x8b", "是压缩包。请先解压，再选里面的名单。"},
    {"SQLite format 3", "是本村资料一类的文件，不是名单。请用“打开”来打开它。"},
  };
  const char *says = NULL;
  if (g_bytes_get_size (bytes) == 0)
    says = "是空的，里面什么也没有。请看看是不是选错了文件。";
  for (size_t i = 0; i < G_N_ELEMENTS (OTHERS) && says == NULL; i++)
    if (begins_with (bytes, OTHERS[i].start))
      says = OTHERS[i].says;
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
    g_set_error (
      error,
      XP_ERROR,
      XP_ERROR_INPUT,
      "%s 前20行里找不到表头（要有“户主”或“姓名”，还要有组、人口、电话里的一样）。从表格里复制"
      "的，请连表头那一行一起复制；文件里没有表头的，请在上面加一行再导入。",
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
  self->tables = xp_xlsx_is_one (bytes)  ? xp_xlsx_read (bytes, name, cancellable, error)
                 : xp_xls_is_one (bytes) ? xp_xls_read (bytes, name, cancellable, error)
                                         : read_csv (bytes, name, error);
  return self->tables != NULL && choose (self, name, error) ? g_steal_pointer (&self) : NULL;
}
