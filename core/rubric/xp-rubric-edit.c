#include "xp-rubric-edit.h"

#include "xp-error.h"
#include "xp-mark.h"
#include "xp-rubric-fields.h"

#include <stdlib.h>
#include <string.h>

bool
xp_rubric_is_good_id (const char *id)
{
  const glong n = g_utf8_strlen (id, -1);
  return n >= 1 && n <= 64 && id[0] != '.' && strpbrk (id, " \t\r\n/\\@|[]<>=:") == NULL;
}

bool
xp_item_is_good_number (const char *no)
{
  const glong n = g_utf8_strlen (no, -1);
  return n >= 1 && n <= 8 && strpbrk (no, " \t\r\n[]|,") == NULL && strcmp (no, "LINE") != 0 &&
         strcmp (no, "QUOTA") != 0;
}

bool
xp_rubric_is_standard (const XpRubric *self)
{
  return self->extends == NULL && !self->is_own && self->level == XP_LEVEL_COUNTY &&
         self->issuer != NULL && strstr (self->issuer, "县") != NULL;
}

/* ---- what stops a step ---- */

static bool
refuse_id (const char *id, GError **error)
{
  if (xp_rubric_is_good_id (id))
    return false;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "评分表的编号“%s”用不了，请写成“清洁户”这样，中间不要空格。",
               id);
  return true;
}

static bool
refuse_adjusted (const XpRubric *self, GError **error)
{
  if (self->extends == NULL)
    return false;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "《%s》是在上一级的表上调整的，不能直接动它的评分项。请一处一处写成改动。",
               self->name);
  return true;
}

static bool
refuse_row (const XpRubric *self, int at, GError **error)
{
  if (xp_rubric_get_item (self, at) != NULL)
    return false;
  g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "《%s》没有第%d行，请重新选一项。", self->name, at);
  return true;
}

/* ---- shared ---- */

static void
settle (XpRubric *rubric)
{
  for (size_t i = 0; i < rubric->n_items; i++)
    rubric->items[i].at = (int) i + 1;
  if (!rubric->is_full_mark_declared)
    rubric->full_mark_hundredths = xp_rubric_sum_full_mark (rubric);
}

static void
replace (char **at, const char *text)
{
  g_free (*at);
  *at = g_strdup (text);
}

/* One line, as the file can hold it. */
static char *
dup_line (const char *text)
{
  char *line = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  if (line == NULL)
    line = g_strdup ("");
  return g_strstrip (g_strdelimit (line, "\r\n\t", ' '));
}

XpRubric *
xp_rubric_edit_new (const char *id, const char *name, GError **error)
{
  if (refuse_id (id, error))
    return NULL;
  XpRubric *rubric = xp_rubric_new ();
  rubric->id = g_strdup (id);
  rubric->name = dup_line (name);
  rubric->level = XP_LEVEL_VILLAGE;
  rubric->has_award = true;
  return rubric;
}

/* ---- items come, go and move ---- */

/* One more than the highest whole number. */
static char *
dup_next_number (const XpRubric *self)
{
  int highest = 0;
  for (size_t i = 0; i < self->n_items; i++) {
    char *end = NULL;
    const long number = strtol (self->items[i].no, &end, 10);
    if (*end == '\0' && number > highest && number < 9999)
      highest = (int) number;
  }
  return g_strdup_printf ("%d", highest + 1);
}

static const struct {
  const char *unit, *points, *step, *max, *gate;
} USUAL[] = {
  [XP_MODE_SCORE] = {"分", "", "1", "5", ""},
  [XP_MODE_DEDUCT] = {"处", "1", "1", "5", ""},
  [XP_MODE_ADD] = {"次", "1", "1", "5", ""},
  [XP_MODE_TIER] = {"次", "1=1|5=2", "", "2", ""},
  [XP_MODE_BASE] = {"分", "100", "", "100", ""},
  [XP_MODE_EVENT] = {"次", "1", "", "", ""},
  [XP_MODE_REDEEM] = {"次", "1", "", "", ""},
  [XP_MODE_STAR] = {"户", "1", "1", "1", ""},
  [XP_MODE_CHECK] = {"户", "", "", "", ""},
  [XP_MODE_GRADE] = {"户", "优=5|良=4|中=3|差=1", "", "5", ""},
  [XP_MODE_PAIR] = {"次", "1", "", "", ""},
  [XP_MODE_VOTE] = {"票", "", "", "10", ""},
  [XP_MODE_GATE] = {"", "", "", "", "1"},
  [XP_MODE_VETO] = {"", "", "", "", ""},
};
G_STATIC_ASSERT (G_N_ELEMENTS (USUAL) == XP_N_MODES);

static void
fill_usual (XpItem *item)
{
  const struct {
    const char *field, *text;
  } FIELDS[] = {{"unit", USUAL[item->mode].unit},
                {"points", USUAL[item->mode].points},
                {"step", USUAL[item->mode].step},
                {"max", USUAL[item->mode].max},
                {"gate", USUAL[item->mode].gate}};
  g_autofree char *problem = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    xp_rubric_set_item_field (item, FIELDS[i].field, FIELDS[i].text, &problem);
  if (item->mode == XP_MODE_DEDUCT || item->mode == XP_MODE_ADD)
    xp_rubric_set_item_field (item, "cap", USUAL[item->mode].max, &problem);
  xp_rubric_settle_item (item);
}

/* Rows before the new one. */
static size_t
find_place (const XpRubric *self, int after_at, const char *section)
{
  if (after_at >= 0)
    return MIN ((size_t) after_at, self->n_items);
  for (size_t i = self->n_items; i > 0; i--)
    if (strcmp (self->items[i - 1].section, section) == 0)
      return i;
  return self->n_items;
}

XpRubric *
xp_rubric_edit_add (
  const XpRubric *self, int after_at, const char *section, XpMode mode, int *out_at, GError **error)
{
  if (refuse_adjusted (self, error))
    return NULL;
  if (self->n_items >= XP_MOST_ITEMS) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "《%s》已经有%d项，一张表最多这么多。请分成两张表。",
                 self->name,
                 XP_MOST_ITEMS);
    return NULL;
  }
  XpRubric *rubric = xp_rubric_copy (self);
  const size_t at = find_place (rubric, after_at, section);
  g_autofree char *line = dup_line (section);
  XpItem item = {.no = dup_next_number (self), .mode = mode, .level = self->level};
  item.section = g_strdup (line[0] == '\0' && at > 0 ? rubric->items[at - 1].section : line);
  fill_usual (&item);
  rubric->items = g_renew (XpItem, rubric->items, rubric->n_items + 1);
  memmove (&rubric->items[at + 1], &rubric->items[at], (rubric->n_items - at) * sizeof (XpItem));
  rubric->items[at] = item;
  rubric->n_items++;
  settle (rubric);
  *out_at = (int) at + 1;
  return rubric;
}

/* An item that counts in its place, or a condition of the star. */
static const XpItem *
find_needing (const XpRubric *self, const XpItem *item)
{
  g_autofree char *prefix = g_strconcat (item->no, ".", NULL);
  for (size_t i = 0; i < self->n_items; i++)
    if (strcmp (self->items[i].instead_of, item->no) == 0 ||
        (item->mode == XP_MODE_STAR && self->items[i].mode == XP_MODE_CHECK &&
         g_str_has_prefix (self->items[i].no, prefix)))
      return &self->items[i];
  return NULL;
}

XpRubric *
xp_rubric_edit_remove (const XpRubric *self, int at, GError **error)
{
  if (refuse_adjusted (self, error) || refuse_row (self, at, error))
    return NULL;
  const XpItem *item = xp_rubric_get_item (self, at);
  const XpItem *needing = find_needing (self, item);
  if (item->is_mandatory) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "《%s》的“%s”第%s项“%s”是必评项，不能删。真要删，请先把“必评项”去掉。",
                 self->name,
                 item->section,
                 item->no,
                 item->name);
    return NULL;
  }
  if (needing != NULL) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "第%s项“%s”要靠第%s项“%s”，还不能删。请先删第%s项。",
                 needing->no,
                 needing->name,
                 item->no,
                 item->name,
                 needing->no);
    return NULL;
  }
  XpRubric *rubric = xp_rubric_copy (self);
  XpItem *gone = &rubric->items[at - 1];
  xp_item_clear (gone);
  memmove (gone, gone + 1, (rubric->n_items - (size_t) at) * sizeof (XpItem));
  rubric->n_items--;
  settle (rubric);
  return rubric;
}

XpRubric *
xp_rubric_edit_move (const XpRubric *self, int from_at, int to_at, GError **error)
{
  if (refuse_adjusted (self, error) || refuse_row (self, from_at, error) ||
      refuse_row (self, to_at, error))
    return NULL;
  XpRubric *rubric = xp_rubric_copy (self);
  XpItem *items = rubric->items;
  const size_t from = (size_t) from_at - 1, to = (size_t) to_at - 1;
  const XpItem moved = items[from];
  if (from < to)
    memmove (&items[from], &items[from + 1], (to - from) * sizeof (XpItem));
  else
    memmove (&items[to + 1], &items[to], (from - to) * sizeof (XpItem));
  items[to] = moved;
  settle (rubric);
  return rubric;
}

/* ---- fields ---- */

static bool
set_number (XpRubric *rubric, XpItem *item, const char *no, char **out_problem)
{
  const XpItem *other = xp_rubric_lookup_item (rubric, no);
  if (!xp_item_is_good_number (no)) {
    *out_problem = g_strdup_printf ("“%s”用不了，请写成 7、2.1、T1 这样。", no);
    return false;
  }
  if (other != NULL && other != item) {
    *out_problem = g_strdup_printf ("%s已经是“%s”，请用没有用过的号。", no, other->name);
    return false;
  }
  for (size_t i = 0; i < rubric->n_items; i++)
    if (strcmp (rubric->items[i].instead_of, item->no) == 0)
      replace (&rubric->items[i].instead_of, no);
  replace (&item->no, no);
  return true;
}

static bool
set_field (XpRubric *rubric, XpItem *item, const char *field, const char *line, char **out_problem)
{
  if (strcmp (field, "no") == 0)
    return set_number (rubric, item, line, out_problem);
  /* Empty figures stay what they were elsewhere; here an emptied field holds nothing. */
  const bool is_emptied =
    line[0] == '\0' &&
    (strcmp (field, "max") == 0 || strcmp (field, "min") == 0 || strcmp (field, "step") == 0);
  if (!xp_rubric_set_item_field (item, field, is_emptied ? "0" : line, out_problem))
    return false;
  if (strcmp (field, "max") == 0 && (item->mode == XP_MODE_DEDUCT || item->mode == XP_MODE_ADD))
    return xp_rubric_set_item_field (item, "cap", line, out_problem);
  return true;
}

XpRubric *
xp_rubric_edit_set (
  const XpRubric *self, int at, const char *field, const char *text, GError **error)
{
  if (refuse_adjusted (self, error) || refuse_row (self, at, error))
    return NULL;
  g_autoptr (XpRubric) rubric = xp_rubric_copy (self);
  g_autofree char *line = dup_line (text);
  g_autofree char *problem = NULL;
  XpItem *item = &rubric->items[at - 1];
  if (!set_field (rubric, item, field, line, &problem)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "《%s》的“%s”第%s项“%s”的%s：%s",
                 self->name,
                 item->section,
                 item->no,
                 item->name,
                 xp_item_field_get_word (field),
                 problem);
    return NULL;
  }
  if (strcmp (field, "mode") == 0)
    item->is_veto = item->mode == XP_MODE_VETO;
  xp_rubric_settle_item (item);
  settle (rubric);
  return g_steal_pointer (&rubric);
}

static bool
is_listed (const char *const *fields, const char *field)
{
  return g_strv_contains (fields, field);
}

/* What is set below adds to it, or passes over nothing. */
static void
clear_award_field (XpAward *award, const char *field)
{
  if (strcmp (field, "grades") == 0) {
    for (size_t i = 0; i < award->n_grades; i++)
      g_free (award->grades[i].word);
    award->n_grades = 0;
    return;
  }
  if (strcmp (field, "ties") == 0) {
    g_strfreev (award->ties);
    award->ties = g_new0 (char *, 1);
    return;
  }
  xp_rubric_clear_award_text (award, field);
}

/* An adjusted form is called as its makers want; what it asks for is its changes'. */
static bool
is_name_of_form (const char *field)
{
  static const char *const NAMES[] = {"name", "version_text", "award", NULL};
  return is_listed (NAMES, field);
}

XpRubric *
xp_rubric_edit_set_form (const XpRubric *self, const char *field, const char *text, GError **error)
{
  static const char *const KEPT[] =
    {"extends", "basis", "basis_title", "level", "own", "departures", NULL};
  if (!is_name_of_form (field) && refuse_adjusted (self, error))
    return NULL;
  g_autoptr (XpRubric) rubric = xp_rubric_copy (self);
  g_autofree char *line = dup_line (text);
  g_autofree char *problem = NULL;
  bool is_good = false;
  if (is_listed (KEPT, field)) {
    problem = g_strdup ("这一栏由改动算出来，不能直接改。请改评分项。");
  } else if (is_listed (xp_rubric_list_award_fields (), field)) {
    clear_award_field (&rubric->award, field);
    rubric->has_award = true;
    is_good = xp_rubric_set_award_field (&rubric->award, field, line, &problem);
  } else {
    is_good = xp_rubric_set_head_field (rubric, field, line, &problem);
  }
  if (is_good && rubric->name == NULL) {
    problem = g_strdup ("评分表不能没有名称，请写上。");
    is_good = false;
  }
  if (!is_good) {
    g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "《%s》：%s", self->name, problem);
    return NULL;
  }
  settle (rubric);
  return g_steal_pointer (&rubric);
}

/* ---- copies ---- */

/* A county's form that others go on from is no longer the county's. */
static void
make_own (XpRubric *copy, const XpRubric *self)
{
  const char *title = self->award.title;
  const bool is_standard = xp_rubric_is_standard (self);
  copy->level = XP_LEVEL_VILLAGE;
  g_clear_pointer (&copy->version_text, g_free);
  g_clear_pointer (&copy->issuer, g_free);
  if (!is_standard || title == NULL)
    return;
  copy->is_own = true;
  replace (&copy->basis_title, title);
  g_strfreev (copy->departures);
  copy->departures = g_new0 (char *, 2);
  copy->departures[0] =
    g_strdup_printf ("本表是村里照%s另做的；不计入县里的“%s”",
                     self->version_text != NULL ? self->version_text : self->name,
                     title);
}

XpRubric *
xp_rubric_edit_copy (const XpRubric *self, const char *id, const char *name, GError **error)
{
  if (refuse_id (id, error))
    return NULL;
  XpRubric *copy = xp_rubric_copy (self);
  g_autofree char *line = dup_line (name != NULL ? name : self->name);
  replace (&copy->id, id);
  replace (&copy->name, line);
  if (copy->extends == NULL && !copy->is_own)
    make_own (copy, self);
  return copy;
}

/* ---- sums ---- */

void
xp_section_sum_free (XpSectionSum *self)
{
  g_free (self->section);
  g_free (self);
}

GPtrArray *
xp_rubric_list_sections (const XpRubric *self)
{
  GPtrArray *sums = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_section_sum_free);
  for (size_t i = 0; i < self->n_items; i++) {
    const XpItem *item = &self->items[i];
    XpSectionSum *sum = NULL;
    for (guint k = 0; k < sums->len && sum == NULL; k++)
      if (strcmp (((XpSectionSum *) sums->pdata[k])->section, item->section) == 0)
        sum = sums->pdata[k];
    if (sum == NULL) {
      sum = g_new0 (XpSectionSum, 1);
      sum->section = g_strdup (item->section);
      g_ptr_array_add (sums, sum);
    }
    sum->n_items++;
    sum->full_mark_hundredths += xp_item_is_in_full_mark (item) ? item->max_hundredths : 0;
  }
  return sums;
}
