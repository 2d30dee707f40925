/* xp-rubric-basis.c: what a form rests on, in one line for the foot of the paper. */
#include "xp-form-rights.h"
#include "xp-mark.h"
#include "xp-overlay.h"

#include <string.h>

typedef struct {
  int n_adjusted, n_off, n_added, n_extra;
  const XpFormChange *line, *quota;
} Counts;

/* An item that is changed in two fields is one. */
static bool
is_first_of_item (const XpRubric *form, size_t at)
{
  for (size_t i = 0; i < at; i++)
    if (form->changes[i].op == XP_CHANGE_SET &&
        strcmp (form->changes[i].item_no, form->changes[at].item_no) == 0)
      return false;
  return true;
}

static Counts
count (const XpRubric *form)
{
  Counts counts = {0};
  for (size_t i = 0; i < form->n_changes; i++) {
    const XpFormChange *change = &form->changes[i];
    const XpItem *item = xp_rubric_lookup_item (form, change->item_no);
    const bool is_set = change->op == XP_CHANGE_SET;
    if (is_set && strcmp (change->item_no, "LINE") == 0)
      counts.line = change;
    else if (is_set && strcmp (change->item_no, "QUOTA") == 0)
      counts.quota = change;
    else if (is_set)
      counts.n_adjusted += is_first_of_item (form, i);
    else if (change->op == XP_CHANGE_ADD && item != NULL && item->is_extra)
      counts.n_extra++;
    counts.n_added += change->op == XP_CHANGE_ADD && (item == NULL || !item->is_extra);
    counts.n_off += change->op == XP_CHANGE_OFF;
  }
  return counts;
}

static void
append_count (GString *text, size_t start, const char *what, int n)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s%d项", text->len > start ? "、" : "", what, n);
}

static void
append_own (GString *text, const XpRubric *form)
{
  const Counts counts = count (form);
  g_string_append_printf (text, "；%s", form->level == XP_LEVEL_VILLAGE ? "本村" : "镇");
  const size_t start = text->len;
  append_count (text, start, "调整", counts.n_adjusted);
  append_count (text, start, "停用", counts.n_off);
  append_count (text, start, "新增", counts.n_added);
  append_count (text, start, "附加", counts.n_extra);
  const XpGradeLine *line = xp_award_find_line (&form->award);
  if (counts.line != NULL && line != NULL) {
    g_autofree char *points = xp_points_to_text (line->from_hundredths);
    g_string_append_printf (text, "%s等次线%s分", text->len > start ? "，" : "", points);
  }
  if (counts.quota != NULL)
    g_string_append_printf (text, "%s名额%s", text->len > start ? "，" : "", counts.quota->value);
  if (text->len == start)
    g_string_append (text, "没有改动");
  if (form->is_own)
    g_string_append_printf (text,
                            "；另立称号“%s”，不计入县里的“%s”",
                            form->award.title != NULL ? form->award.title : "",
                            form->basis_title != NULL ? form->basis_title : "");
}

char *
xp_rubric_dup_basis_line (const XpRubric *self)
{
  if (self->basis == NULL)
    return self->version_text != NULL ? g_strconcat ("依据", self->version_text, NULL) : NULL;
  GString *text = g_string_new ("依据");
  g_string_append (text, self->basis);
  append_own (text, self);
  return g_string_free (text, FALSE);
}
