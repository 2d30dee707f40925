#include "xp-missing-work.h"

#include <string.h>

/* Items listed in one line. */
static const guint MOST_ITEMS = 6;

static void
free_line (gpointer data)
{
  XpMissingLine *line = data;
  g_free (line->group);
  g_free (line->number);
  g_free (line->who);
  g_free (line->judge);
  g_free (line->words);
  g_free (line);
}

static void
clear_group (gpointer data)
{
  g_free (((XpMissingGroup *) data)->group);
}

void
xp_missing_free (XpMissing *self)
{
  g_ptr_array_unref (self->lines);
  g_array_unref (self->groups);
  g_free (self->sentence);
  g_free (self);
}

static const char *
name_of_judge (const XpRound *round, int judge_no)
{
  for (size_t i = 0; judge_no != 0 && i < round->n_judges; i++)
    if (round->judges[i].no == judge_no)
      return round->judges[i].name;
  return "";
}

static char *
dup_words (const XpLoadedRound *loaded, const XpMissingSheet *sheet)
{
  if (!sheet->is_started)
    return g_strdup ("还没有录");
  if (sheet->n_asked == 0)
    return g_strdup ("录了，还没有记完（按 + 记完）");
  g_autoptr (GArray) items =
    xp_missing_list_items (loaded->tally, sheet->entrant_no, sheet->judge_no);
  GString *text = g_string_new ("还差");
  for (guint i = 0; i < items->len && i < MOST_ITEMS; i++)
    g_string_append_printf (
      text,
      "%s第%s项",
      i > 0 ? "、" : "",
      xp_rubric_get_item (loaded->round->rubric, g_array_index (items, int, i))->no);
  if (items->len > MOST_ITEMS)
    g_string_append_printf (text, "等%u项", items->len);
  return g_string_free (text, FALSE);
}

static void
add_line (XpMissing *self, const XpLoadedRound *loaded, const XpMissingSheet *sheet)
{
  const XpEntrant *entrant = xp_round_get_entrant (loaded->round, sheet->entrant_no);
  XpMissingLine *line = g_new0 (XpMissingLine, 1);
  *line = (XpMissingLine){
    .sheet = *sheet,
    .group = g_strdup (entrant->group),
    .number = xp_entrant_dup_number (entrant),
    .who = xp_entrant_dup_place_and_name (entrant),
    .judge = g_strdup (name_of_judge (loaded->round, sheet->judge_no)),
    .words = dup_words (loaded, sheet),
  };
  g_ptr_array_add (self->lines, line);
}

typedef struct {
  XpMissingSheet sheet;
  int group_number;
} Placed;

/* Groups as the village has them; within one, entrants and judges as they are numbered. */
static int
compare_placed (gconstpointer a, gconstpointer b)
{
  const Placed *first = a, *second = b;
  if (first->group_number != second->group_number)
    return first->group_number - second->group_number;
  return first->sheet.entrant_no != second->sheet.entrant_no
           ? first->sheet.entrant_no - second->sheet.entrant_no
           : first->sheet.judge_no - second->sheet.judge_no;
}

static void
count_groups (XpMissing *self)
{
  for (guint i = 0; i < self->lines->len; i++) {
    const XpMissingLine *line = self->lines->pdata[i];
    const XpMissingLine *before = i > 0 ? self->lines->pdata[i - 1] : NULL;
    if (before == NULL || strcmp (before->group, line->group) != 0) {
      const XpMissingGroup group = {g_strdup (line->group), 0, i};
      g_array_append_val (self->groups, group);
    }
    if (before != NULL && before->sheet.entrant_no == line->sheet.entrant_no)
      continue;
    g_array_index (self->groups, XpMissingGroup, self->groups->len - 1).n_entrants++;
    self->n_entrants++;
  }
}

static char *
dup_sentence (const XpMissing *self, const char *counted)
{
  if (self->n_entrants == 0)
    return g_strdup ("都录完了，什么也不差。");
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "还差%d%s：", self->n_entrants, counted);
  for (guint i = 0; i < self->groups->len; i++) {
    const XpMissingGroup *group = &g_array_index (self->groups, XpMissingGroup, i);
    g_string_append_printf (text,
                            "%s%s%d%s",
                            i > 0 ? "、" : "",
                            group->group[0] != '\0' ? group->group : "没有分组的",
                            group->n_entrants,
                            counted);
  }
  g_string_append (text, "。");
  return g_string_free (text, FALSE);
}

XpMissing *
xp_missing_new (const XpLoadedRound *loaded)
{
  XpMissing *self = g_new0 (XpMissing, 1);
  self->lines = g_ptr_array_new_with_free_func (free_line);
  self->groups = g_array_new (FALSE, FALSE, sizeof (XpMissingGroup));
  g_array_set_clear_func (self->groups, clear_group);
  g_autoptr (GArray) sheets = xp_missing_list (loaded->tally);
  g_autoptr (GArray) placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  for (guint i = 0; i < sheets->len; i++) {
    const XpMissingSheet *sheet = &g_array_index (sheets, XpMissingSheet, i);
    const Placed one = {*sheet, loaded->round->entrants[sheet->entrant_no - 1].group_number};
    g_array_append_val (placed, one);
  }
  g_array_sort (placed, compare_placed);
  for (guint i = 0; i < placed->len; i++)
    add_line (self, loaded, &g_array_index (placed, Placed, i).sheet);
  count_groups (self);
  self->sentence = dup_sentence (self, xp_rubric_get_counted (loaded->round->rubric));
  return self;
}
