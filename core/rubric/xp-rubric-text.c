#include "xp-rubric-text.h"

#include "xp-error.h"
#include "xp-rubric-check.h"
#include "xp-rubric-fields.h"

#include <string.h>

static const char ITEM_GROUP[] = "item ";
static const char CHANGE_GROUP[] = "change ";

/* ---- our own scan: GKeyFile merges groups and keys that stand twice, and knows no lines ---- */

typedef struct {
  const char *name;    /* of the file */
  GPtrArray *problems; /* of char * */
  GPtrArray *groups;   /* of char *, in order */
  GArray *lines;       /* of int, beside @groups */
  GHashTable *keys;    /* keys of the present group */
} Scan;

static void G_GNUC_PRINTF (3, 4) add_problem (Scan *scan, int line, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (scan->problems, g_strdup_printf ("%s 第%d行：%s", scan->name, line, what));
}

static void
scan_group (Scan *scan, const char *line, int line_no)
{
  g_autofree char *group = g_strndup (line + 1, strcspn (line + 1, "]"));
  for (guint i = 0; i < scan->groups->len; i++) {
    if (strcmp (scan->groups->pdata[i], group) == 0) {
      const int first = g_array_index (scan->lines, int, i);
      if (g_str_has_prefix (group, ITEM_GROUP))
        add_problem (scan,
                     line_no,
                     "第%s项前面第%d行已经有了，请改成没有用过的号。",
                     group + strlen (ITEM_GROUP),
                     first);
      else
        add_problem (scan, line_no, "[%s]前面第%d行已经有了，请合成一段。", group, first);
    }
  }
  g_hash_table_remove_all (scan->keys);
  g_ptr_array_add (scan->groups, g_steal_pointer (&group));
  g_array_append_val (scan->lines, line_no);
}

static void
scan_key (Scan *scan, const char *line, int line_no)
{
  const char *equals = strchr (line, '=');
  if (equals == NULL) {
    add_problem (scan, line_no, "“%s”看不懂，请写成“名称=内容”。", line);
    return;
  }
  char *key = g_strchomp (g_strndup (line, (size_t) (equals - line)));
  if (scan->groups->len == 0)
    add_problem (scan, line_no, "“%s”前面还没有写[rubric]。请在最上面补上这一行。", key);
  if (!g_hash_table_add (scan->keys, key))
    add_problem (scan, line_no, "“%s”在这一段里写了两遍，请留下一个。", key);
}

static void
scan_lines (Scan *scan, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++) {
    const char *line = g_strstrip (lines[i]);
    if (line[0] == '[')
      scan_group (scan, line, i + 1);
    else if (line[0] != '\0' && line[0] != '#')
      scan_key (scan, line, i + 1);
  }
}

/* ---- out of the key file ---- */

static char *
get_value (GKeyFile *file, const char *group, const char *key)
{
  g_autofree char *value = g_key_file_get_value (file, group, key, NULL);
  return value != NULL ? g_strdup (g_strstrip (value)) : NULL;
}

static void
read_head (Scan *scan, GKeyFile *file, XpRubric *rubric, int line)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, "rubric", NULL, NULL);
  for (size_t i = 0; keys != NULL && keys[i] != NULL; i++) {
    g_autofree char *value = get_value (file, "rubric", keys[i]);
    g_autofree char *problem = NULL;
    if (!xp_rubric_set_head_field (rubric, keys[i], value, &problem))
      add_problem (scan, line, "%s：%s", keys[i], problem);
  }
  if (rubric->name == NULL || rubric->name[0] == '\0')
    add_problem (scan, line, "没有写评分表的名称（name），请补上。");
}

static void
read_change (Scan *scan, GKeyFile *file, XpRubric *rubric, const char *group, int line)
{
  rubric->changes = g_renew (XpFormChange, rubric->changes, rubric->n_changes + 1);
  XpFormChange *change = &rubric->changes[rubric->n_changes++];
  *change = (XpFormChange){0};
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);
  for (size_t i = 0; keys != NULL && keys[i] != NULL; i++) {
    g_autofree char *value = get_value (file, group, keys[i]);
    g_autofree char *problem = NULL;
    if (!xp_form_change_set_field (change, keys[i], value, &problem))
      add_problem (scan,
                   line,
                   "第%s处改动的%s：%s",
                   group + strlen (CHANGE_GROUP),
                   keys[i],
                   problem);
  }
  xp_form_change_settle (change);
}

static void
read_award (Scan *scan, GKeyFile *file, XpRubric *rubric, int line)
{
  rubric->has_award = true;
  g_auto (GStrv) keys = g_key_file_get_keys (file, "award", NULL, NULL);
  for (size_t i = 0; keys != NULL && keys[i] != NULL; i++) {
    g_autofree char *value = get_value (file, "award", keys[i]);
    g_autofree char *problem = NULL;
    if (!xp_rubric_set_award_field (&rubric->award, keys[i], value, &problem))
      add_problem (scan, line, "%s：%s", keys[i], problem);
  }
}

static void
read_item (Scan *scan, GKeyFile *file, XpRubric *rubric, const char *group, int line)
{
  rubric->items = g_renew (XpItem, rubric->items, rubric->n_items + 1);
  XpItem *item = &rubric->items[rubric->n_items++];
  *item = (XpItem){.at = (int) rubric->n_items, .no = g_strdup (group + strlen (ITEM_GROUP))};

  bool has_mode = false;
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);
  for (size_t i = 0; keys != NULL && keys[i] != NULL; i++) {
    g_autofree char *value = get_value (file, group, keys[i]);
    g_autofree char *problem = NULL;
    has_mode |= strcmp (keys[i], "mode") == 0;
    if (!xp_rubric_set_item_field (item, keys[i], value, &problem))
      add_problem (scan, line, "第%s项的%s：%s", item->no, keys[i], problem);
  }
  if (!has_mode)
    add_problem (scan, line, "第%s项没有写记分方式（mode），请补上。", item->no);
  xp_rubric_settle_item (item);
}

static void
read_groups (Scan *scan, GKeyFile *file, XpRubric *rubric, GArray *lines_of_items)
{
  bool has_head = false;
  for (guint i = 0; i < scan->groups->len; i++) {
    const char *group = scan->groups->pdata[i];
    const int line = g_array_index (scan->lines, int, i);
    if (strcmp (group, "rubric") == 0) {
      has_head = true;
      read_head (scan, file, rubric, line);
    } else if (strcmp (group, "award") == 0) {
      read_award (scan, file, rubric, line);
    } else if (g_str_has_prefix (group, ITEM_GROUP)) {
      read_item (scan, file, rubric, group, line);
      g_array_append_val (lines_of_items, line);
    } else if (g_str_has_prefix (group, CHANGE_GROUP)) {
      read_change (scan, file, rubric, group, line);
    } else {
      add_problem (scan,
                   line,
                   "[%s]不认得。请只用[rubric]、[award]、[item 项号]和[change 第几处]。",
                   group);
    }
  }
  if (!has_head)
    add_problem (scan, 1, "没有[rubric]这一段，这不是评分表。请重新选一个文件。");
}

static bool
parse (
  Scan *scan, const char *text, const char *id, bool is_stored, XpRubric *rubric, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GArray) lines_of_items = g_array_new (FALSE, FALSE, sizeof (int));

  scan_lines (scan, text);
  if (scan->problems->len == 0 && !g_key_file_load_from_data (file, text, (gsize) -1, 0, NULL))
    add_problem (scan, 1, "这个文件读不出来，请对照自带的评分表改正。");
  if (scan->problems->len == 0) {
    rubric->id = g_strdup (id);
    read_groups (scan, file, rubric, lines_of_items);
  }
  if (scan->problems->len == 0) {
    const XpRubricPlaces places = {
      scan->name,
      (const int *) (gpointer) lines_of_items->data,
      scan->lines->len > 0 ? g_array_index (scan->lines, int, 0) : 1,
    };
    if (!rubric->is_full_mark_declared)
      rubric->full_mark_hundredths = xp_rubric_sum_full_mark (rubric);
    if (!is_stored)
      xp_rubric_check (rubric, &places, scan->problems);
  }
  return xp_rubric_report (scan->problems, error);
}

static XpRubric *
read_text (const char *text, const char *id, const char *name, bool is_stored, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 不是UTF-8文字，读不出来。请另存为UTF-8后再试。",
                 name);
    return NULL;
  }

  g_autoptr (XpRubric) rubric = xp_rubric_new ();
  Scan scan = {
    name,
    g_ptr_array_new_with_free_func (g_free),
    g_ptr_array_new_with_free_func (g_free),
    g_array_new (FALSE, FALSE, sizeof (int)),
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  const bool is_good = parse (&scan, normal, id, is_stored, rubric, error);
  g_ptr_array_unref (scan.problems);
  g_ptr_array_unref (scan.groups);
  g_array_unref (scan.lines);
  g_hash_table_unref (scan.keys);
  return is_good ? g_steal_pointer (&rubric) : NULL;
}

XpRubric *
xp_rubric_from_text (const char *text, const char *id, const char *name, GError **error)
{
  return read_text (text, id, name, false, error);
}

XpRubric *
xp_rubric_from_stored_text (const char *text, const char *id, GError **error)
{
  return read_text (text, id, id, true, error);
}

/* ---- writing ---- */

static void
append_field (GString *out, const char *key, const char *value)
{
  if (value != NULL && value[0] != '\0')
    g_string_append_printf (out, "%s=%s\n", key, value);
}

static void
append_item (GString *out, const XpItem *item)
{
  g_string_append_printf (out, "\n[item %s]\n", item->no);
  const char *const *fields = xp_rubric_list_item_fields ();
  for (size_t i = 0; fields[i] != NULL; i++) {
    g_autofree char *value = xp_rubric_dup_item_field (item, fields[i]);
    append_field (out, fields[i], value);
  }
}

static void
append_change (GString *out, const XpFormChange *change, size_t number)
{
  g_string_append_printf (out, "\n[change %zu]\n", number);
  const char *const *fields = xp_form_change_list_fields ();
  for (size_t i = 0; fields[i] != NULL; i++) {
    g_autofree char *value = xp_form_change_dup_field (change, fields[i]);
    append_field (out, fields[i], value);
  }
}

static void
append_award (GString *out, const XpAward *award)
{
  g_string_append (out, "\n[award]\n");
  const char *const *fields = xp_rubric_list_award_fields ();
  for (size_t i = 0; fields[i] != NULL; i++) {
    g_autofree char *value = xp_rubric_dup_award_field (award, fields[i]);
    append_field (out, fields[i], value);
  }
}

char *
xp_rubric_to_text (const XpRubric *self)
{
  GString *out = g_string_new ("[rubric]\n");
  const char *const *fields = xp_rubric_list_head_fields ();
  for (size_t i = 0; fields[i] != NULL; i++) {
    g_autofree char *value = xp_rubric_dup_head_field (self, fields[i]);
    append_field (out, fields[i], value);
  }
  if (self->has_award)
    append_award (out, &self->award);
  for (size_t i = 0; i < self->n_items; i++)
    append_item (out, &self->items[i]);
  for (size_t i = 0; i < self->n_changes; i++)
    append_change (out, &self->changes[i], i + 1);
  return g_string_free (out, FALSE);
}
