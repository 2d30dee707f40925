#include "xp-overlay.h"

#include "xp-decimal.h"
#include "xp-error.h"
#include "xp-form-rights.h"
#include "xp-mark.h"
#include "xp-rubric-fields.h"
#include "xp-rubric-text.h"

#include <string.h>

static void
free_refusal (gpointer data)
{
  XpOverlayRefusal *refusal = data;
  g_free (refusal->sentence);
  g_free (refusal);
}

void
xp_overlay_free (XpOverlay *self)
{
  g_clear_pointer (&self->rubric, xp_rubric_unref);
  g_ptr_array_unref (self->refusals);
  g_ptr_array_unref (self->warnings);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

/* ---- carrying a change out ---- */

static XpItem *
find_item (XpRubric *rubric, const char *no)
{
  return (XpItem *) xp_rubric_lookup_item (rubric, no);
}

static void
set_field (XpRubric *rubric, const XpFormChange *change, XpLevel level)
{
  XpItem *item = find_item (rubric, change->item_no);
  g_autofree char *problem = NULL;
  xp_rubric_set_item_field (item, change->field, change->value, &problem);
  /* Of a deduction the cap is its full mark. */
  if (strcmp (change->field, "max") == 0 && item->mode == XP_MODE_DEDUCT)
    xp_rubric_set_item_field (item, "cap", change->value, &problem);
  xp_rubric_settle_item (item);
  item->level = level;
}

static void
set_award (XpRubric *rubric, const XpFormChange *change)
{
  g_autofree char *problem = NULL;
  XpGradeLine *line = xp_award_find_line (&rubric->award);
  if (strcmp (change->item_no, "QUOTA") == 0)
    xp_rubric_set_award_field (&rubric->award, "quota", change->value, &problem);
  else
    xp_decimal_from_text (change->value, &line->from_hundredths);
}

static void
number_items (XpRubric *rubric)
{
  for (size_t i = 0; i < rubric->n_items; i++)
    rubric->items[i].at = (int) i + 1;
}

/* To the end of its section, or of the form. */
static void
add_item (XpRubric *rubric, const XpFormChange *change, XpLevel level)
{
  g_autofree char *problem = NULL;
  XpItem item = {0};
  xp_form_change_read_item (change, &item, &problem);
  item.level = level;
  size_t at = rubric->n_items;
  for (size_t i = 0; i < rubric->n_items; i++)
    if (strcmp (rubric->items[i].section, item.section) == 0)
      at = i + 1;
  rubric->items = g_renew (XpItem, rubric->items, rubric->n_items + 1);
  memmove (&rubric->items[at + 1], &rubric->items[at], (rubric->n_items - at) * sizeof (XpItem));
  rubric->items[at] = item;
  rubric->n_items++;
  number_items (rubric);
}

/* A village's is 不适用 for all its households, so that sums stay; a township's is gone, and its
 * points are given to others. */
static void
switch_off (XpRubric *rubric, const XpFormChange *change, XpLevel level)
{
  XpItem *item = find_item (rubric, change->item_no);
  if (level == XP_LEVEL_VILLAGE) {
    item->is_off = true;
    item->level = level;
    return;
  }
  const size_t at = (size_t) item->at - 1;
  xp_item_clear (item);
  rubric->n_items--;
  memmove (item, item + 1, (rubric->n_items - at) * sizeof (XpItem));
  number_items (rubric);
}

static void
carry_out (XpRubric *rubric, const XpFormChange *change, XpLevel level)
{
  switch (change->op) {
  case XP_CHANGE_SET:
    if (xp_rubric_lookup_item (rubric, change->item_no) != NULL)
      set_field (rubric, change, level);
    else
      set_award (rubric, change);
    break;
  case XP_CHANGE_ADD:
    add_item (rubric, change, level);
    break;
  case XP_CHANGE_OFF:
    switch_off (rubric, change, level);
    break;
  case XP_CHANGE_OPEN:
    find_item (rubric, change->item_no)->is_open = true;
    break;
  case XP_N_CHANGE_OPS:
  default:
    g_assert_not_reached ();
  }
  rubric->changes = g_renew (XpFormChange, rubric->changes, rubric->n_changes + 1);
  xp_form_change_copy (change, &rubric->changes[rubric->n_changes++]);
}

/* ---- the whole ---- */

static void G_GNUC_PRINTF (3, 4)
  add_problem (XpOverlay *self, const char *field, const char *format, ...)
{
  va_list args;
  XpFormProblem *problem = g_new0 (XpFormProblem, 1);
  va_start (args, format);
  problem->what = g_strdup_vprintf (format, args);
  va_end (args);
  problem->field = field;
  g_ptr_array_add (self->problems, problem);
}

static int64_t
sum_section (const XpRubric *rubric, const char *section, size_t *out_n_items)
{
  int64_t sum = 0;
  *out_n_items = 0;
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    if (strcmp (item->section, section) != 0)
      continue;
    *out_n_items += 1;
    sum += xp_item_is_in_full_mark (item) ? item->max_hundredths : 0;
  }
  return sum;
}

/* Points go from section to section within the band too, and no section is emptied. */
static void
check_section (XpOverlay *self, const XpRubric *parent, const char *section)
{
  size_t n_then = 0, n_now = 0;
  const int64_t then = sum_section (parent, section, &n_then);
  const int64_t now = sum_section (self->rubric, section, &n_now);
  const int64_t band = MAX (parent->rights.band_hundredths, then * parent->rights.band_bp / 10000);
  if (n_now == 0) {
    add_problem (self, "section", "“%s”这一大项一个评分项也没有了，请至少留下一项。", section);
  } else if (!self->rubric->is_own && ABS (now - then) > band) {
    g_autofree char *was = xp_points_to_text (then);
    g_autofree char *is = xp_points_to_text (now);
    g_autofree char *from = xp_points_to_text (MAX (then - band, 0));
    g_autofree char *to = xp_points_to_text (then + band);
    add_problem (self,
                 "section",
                 "“%s”这一大项县定%s分，合起来只能在%s到%s分之间，现在是%s分。请改。",
                 section,
                 was,
                 from,
                 to,
                 is);
  }
}

static void
check_sections (XpOverlay *self, const XpRubric *parent)
{
  for (size_t i = 0; i < parent->n_items; i++) {
    const char *section = parent->items[i].section;
    bool is_first = true;
    for (size_t k = 0; k < i; k++)
      is_first &= strcmp (parent->items[k].section, section) != 0;
    if (is_first)
      check_section (self, parent, section);
  }
}

static void
check_whole (XpOverlay *self, const XpRubric *parent)
{
  g_autoptr (GPtrArray) found = xp_rubric_list_problems (self->rubric);
  while (found->len > 0)
    g_ptr_array_add (self->problems, g_ptr_array_steal_index (found, 0));
  check_sections (self, parent);
}

/* ---- applying ---- */

/* The county's word for itself, or the line of whoever stands above. */
static char *
dup_basis (const XpRubric *parent)
{
  static const char BEFORE[] = "依据";
  g_autofree char *line = xp_rubric_dup_basis_line (parent);
  return g_strdup (line != NULL ? line + strlen (BEFORE) : parent->name);
}

static void
replace (char **at, const char *text)
{
  if (text == NULL)
    return;
  g_free (*at);
  *at = g_strdup (text);
}

static XpRubric *
begin (const XpRubric *parent, const XpOverlaySpec *spec)
{
  XpRubric *rubric = xp_rubric_copy (parent);
  for (size_t i = 0; i < rubric->n_changes; i++)
    xp_form_change_clear (&rubric->changes[i]);
  rubric->n_changes = 0;
  rubric->level = spec->level;
  rubric->is_own = false;
  replace (&rubric->id, spec->id);
  replace (&rubric->name, spec->name);
  replace (&rubric->award.title, spec->title);
  replace (&rubric->extends, spec->parent_ref);
  g_free (rubric->basis);
  rubric->basis = dup_basis (parent);
  if (rubric->basis_title == NULL)
    rubric->basis_title = g_strdup (parent->award.title);
  return rubric;
}

/* A line of grades is called after the title, which may be another now. */
static void
rename_line (XpRubric *rubric, const XpRubric *parent)
{
  XpGradeLine *line = xp_award_find_line (&parent->award);
  if (line == NULL || g_strcmp0 (line->word, parent->award.title) != 0)
    return;
  const size_t at = (size_t) (line - parent->award.grades);
  replace (&rubric->award.grades[at].word, rubric->award.title);
}

static void
refuse (XpOverlay *self, size_t change_at, bool is_senseless, const char *sentence)
{
  XpOverlayRefusal *refusal = g_new0 (XpOverlayRefusal, 1);
  refusal->change_at = change_at;
  refusal->is_senseless = is_senseless;
  refusal->sentence = g_strdup (sentence);
  g_ptr_array_add (self->refusals, refusal);
}

static bool
is_same_target (const XpFormChange *a, const XpFormChange *b)
{
  return a->op == b->op && strcmp (a->item_no, b->item_no) == 0 &&
         (a->op != XP_CHANGE_SET || strcmp (a->field, b->field) == 0);
}

static bool
is_repeated (const XpRubric *rubric, const XpFormChange *change)
{
  for (size_t i = 0; i < rubric->n_changes; i++)
    if (is_same_target (&rubric->changes[i], change) && change->op != XP_CHANGE_ADD)
      return true;
  return false;
}

static void
take (XpOverlay *self, XpRightsView *view, const XpOverlaySpec *spec, const XpFormChange *change)
{
  carry_out (self->rubric, change, spec->level);
  const XpItem *added =
    change->op == XP_CHANGE_ADD ? xp_rubric_lookup_item (self->rubric, change->item_no) : NULL;
  if (added != NULL && added->is_extra)
    view->extra_hundredths += added->max_hundredths;
}

static void
consider (XpOverlay *self,
          XpRightsView *view,
          const XpOverlaySpec *spec,
          const XpFormChange *change,
          size_t change_at,
          GPtrArray *departures)
{
  XpVerdict verdict = {0};
  xp_form_rights_judge (view, change, &verdict);
  if (verdict.kind != XP_VERDICT_SENSELESS && is_repeated (self->rubric, change) &&
      (verdict.kind == XP_VERDICT_ACCEPTED || spec->is_own)) {
    xp_verdict_clear (&verdict);
    verdict.kind = XP_VERDICT_SENSELESS;
    verdict.sentence = g_strdup ("这一处前面已经改过，请合成一处。");
  }
  const bool is_kept = verdict.kind == XP_VERDICT_BEYOND && spec->is_own;
  const bool is_taken = verdict.kind == XP_VERDICT_ACCEPTED || is_kept;
  if (is_taken)
    take (self, view, spec, change);
  else
    refuse (self, change_at, verdict.kind == XP_VERDICT_SENSELESS, verdict.sentence);
  if (is_kept)
    g_ptr_array_add (departures, g_steal_pointer (&verdict.departure));
  if (verdict.warning != NULL && is_taken)
    g_ptr_array_add (self->warnings,
                     g_strdup_printf ("第%s项：%s。", change->item_no, verdict.warning));
  xp_verdict_clear (&verdict);
}

XpOverlay *
xp_overlay_apply (const XpRubric *parent,
                  const XpOverlaySpec *spec,
                  const XpFormChange *changes,
                  size_t n_changes)
{
  XpOverlay *self = g_new0 (XpOverlay, 1);
  g_autoptr (GPtrArray) departures = g_ptr_array_new_with_free_func (g_free);
  self->rubric = begin (parent, spec);
  self->refusals = g_ptr_array_new_with_free_func (free_refusal);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_form_problem_free);

  /* What the parent departs in, its children do too. */
  for (size_t i = 0; parent->departures[i] != NULL; i++)
    g_ptr_array_add (departures, g_strdup (parent->departures[i]));
  XpRightsView view = {.parent = parent, .form = self->rubric, .level = spec->level};
  for (size_t i = 0; i < n_changes; i++)
    consider (self, &view, spec, &changes[i], i, departures);

  XpRubric *rubric = self->rubric;
  g_strfreev (rubric->departures);
  rubric->is_own = departures->len > 0;
  g_ptr_array_add (departures, NULL);
  rubric->departures = g_strdupv ((char **) departures->pdata);
  if (!rubric->is_full_mark_declared)
    rubric->full_mark_hundredths = xp_rubric_sum_full_mark (rubric);
  rename_line (rubric, parent);
  check_whole (self, parent);
  return self;
}

static XpOverlaySpec
spec_of (const XpRubric *form)
{
  return (XpOverlaySpec){
    .id = form->id,
    .name = form->name,
    .title = form->award.title,
    .parent_ref = form->extends,
    .level = form->level,
    .is_own = form->is_own,
  };
}

XpOverlay *
xp_overlay_apply_form (const XpRubric *parent, const XpRubric *form)
{
  const XpOverlaySpec spec = spec_of (form);
  return xp_overlay_apply (parent, &spec, form->changes, form->n_changes);
}

bool
xp_overlay_report (const XpOverlay *self, GError **error)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->refusals->len; i++) {
    const XpOverlayRefusal *refusal = self->refusals->pdata[i];
    g_ptr_array_add (
      sentences,
      g_strdup_printf ("第%zu处改动：%s", refusal->change_at + 1, refusal->sentence));
  }
  for (guint i = 0; i < self->problems->len; i++)
    g_ptr_array_add (sentences, xp_form_problem_to_text (self->problems->pdata[i], self->rubric));
  if (sentences->len > 0)
    g_ptr_array_add (sentences, g_strdup ("请改好这些再来一次，资料没有变动。"));
  return xp_rubric_report (sentences, error);
}

/* ---- against its parent ---- */

bool
xp_overlay_is_true_to (const XpRubric *form, const XpRubric *parent, char **out_sentence)
{
  g_autoptr (XpOverlay) overlay = xp_overlay_apply_form (parent, form);
  g_autofree char *is = xp_rubric_to_text (form);
  g_autofree char *should = xp_rubric_to_text (overlay->rubric);
  if (strcmp (is, should) == 0)
    return true;
  for (size_t i = 0; i < MIN (form->n_items, overlay->rubric->n_items); i++) {
    const XpItem *item = &form->items[i], *other = &overlay->rubric->items[i];
    const char *const *fields = xp_rubric_list_item_fields ();
    for (size_t k = 0; fields[k] != NULL; k++) {
      g_autofree char *now = xp_rubric_dup_item_field (item, fields[k]);
      g_autofree char *then = xp_rubric_dup_item_field (other, fields[k]);
      if (strcmp (item->no, other->no) == 0 && strcmp (now, then) == 0)
        continue;
      *out_sentence = g_strdup_printf (
        "《%s》第%s项“%s”的%s和上一级的表加上改动对不上：写的是“%s”，应是“%s”。请改回去，或写成一处改动。",
        form->name,
        item->no,
        item->name,
        xp_item_field_get_word (fields[k]),
        now,
        then);
      return false;
    }
  }
  *out_sentence =
    g_strdup_printf ("《%s》和上一级的表加上改动对不上，请重新导入改动。", form->name);
  return false;
}

/* ---- editing ---- */

static XpOverlay *
apply_list (const XpRubric *parent, const XpRubric *form, GArray *changes)
{
  const XpOverlaySpec spec = spec_of (form);
  return xp_overlay_apply (parent,
                           &spec,
                           (const XpFormChange *) (gpointer) changes->data,
                           changes->len);
}

XpOverlay *
xp_overlay_with_change (const XpRubric *parent, const XpRubric *form, const XpFormChange *change)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (XpFormChange));
  bool is_placed = false;
  for (size_t i = 0; i < form->n_changes; i++) {
    const bool is_it = is_same_target (&form->changes[i], change);
    g_array_append_val (changes, *(is_it ? change : &form->changes[i]));
    is_placed |= is_it;
  }
  if (!is_placed)
    g_array_append_val (changes, *change);
  return apply_list (parent, form, changes);
}

XpOverlay *
xp_overlay_without_change (const XpRubric *parent, const XpRubric *form, size_t change_at)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (XpFormChange));
  for (size_t i = 0; i < form->n_changes; i++)
    if (i != change_at)
      g_array_append_val (changes, form->changes[i]);
  return apply_list (parent, form, changes);
}
