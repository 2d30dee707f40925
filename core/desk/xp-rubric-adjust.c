/* xp-rubric-adjust.c: a form is adjusted on its parent's, and taken over to a newer one. */
#include "xp-rubric-private.h"

#include "xp-rubric-edit.h"

#include <string.h>

typedef struct {
  const XpRubric *changes;
  const XpAdjustSpec *spec;
} Adjusting;

static const char *
first_of (const char *a, const char *b)
{
  return a != NULL && a[0] != '\0' ? a : b;
}

static bool
choose_level (const Adjusting *adjusting, XpLevel *out_level, GError **error)
{
  *out_level = adjusting->changes->level;
  if (adjusting->spec->level != NULL && !xp_level_from_text (adjusting->spec->level, out_level)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "谁来调整写的是“%s”，请写镇或村。",
                 adjusting->spec->level);
    return false;
  }
  if (*out_level == XP_LEVEL_COUNTY)
    *out_level = XP_LEVEL_VILLAGE;
  return true;
}

/* @out_parent: what it is applied to; free it. */
static XpOverlay *
apply (
  XpDesk *desk, XpBook *book, const Adjusting *adjusting, XpShelfForm **out_parent, GError **error)
{
  const XpAdjustSpec *spec = adjusting->spec;
  const XpRubric *changes = adjusting->changes;
  const char *extends = first_of (spec->extends, changes->extends);
  XpLevel level = XP_LEVEL_VILLAGE;
  if (extends == NULL) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "没有写在哪张评分表上调整。请写上一级的表的编号。");
    return NULL;
  }
  g_autoptr (XpShelfForm) parent = xp_form_shelf_find (desk, book, extends, error);
  if (parent == NULL || !choose_level (adjusting, &level, error))
    return NULL;
  const char *id = first_of (spec->id, changes->id);
  if (!xp_rubric_is_good_id (id) || strcmp (id, parent->rubric->id) == 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "调整后的表要另起编号，“%s”用不了。请换一个，中间不要空格。",
                 id);
    return NULL;
  }
  g_autofree char *ref = g_strdup_printf ("%s@%d", parent->rubric->id, parent->version);
  const bool has_name = g_strcmp0 (changes->name, changes->id) != 0;
  const XpOverlaySpec applied = {
    .id = id,
    .name = first_of (spec->name, has_name ? changes->name : NULL),
    .title = first_of (spec->title, changes->award.title),
    .parent_ref = ref,
    .level = level,
    .is_own = spec->is_own || changes->is_own,
  };
  *out_parent = g_steal_pointer (&parent);
  return xp_overlay_apply ((*out_parent)->rubric, &applied, changes->changes, changes->n_changes);
}

static gpointer
try_it (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (XpShelfForm) parent = NULL;
  return apply (desk, book, input, &parent, error);
}

XpOverlay *
xp_rubric_work_try (XpDesk *desk, const XpRubric *changes, const XpAdjustSpec *spec, GError **error)
{
  Adjusting adjusting = {changes, spec};
  return xp_desk_run (desk, try_it, &adjusting, error);
}

static gpointer
adjust (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (XpShelfForm) parent = NULL;
  g_autoptr (XpOverlay) overlay = apply (desk, book, input, &parent, error);
  int version = 0;
  if (overlay == NULL || !xp_overlay_report (overlay, error) ||
      !xp_rubric_check_half_made (desk, book, overlay->rubric, error))
    return NULL;
  return xp_rubric_put_with_parent (book,
                                    overlay->rubric,
                                    parent,
                                    XP_VERB_IMPORT_RUBRIC,
                                    &version,
                                    error);
}

bool
xp_rubric_work_adjust (XpDesk *desk,
                       const XpRubric *changes,
                       const XpAdjustSpec *spec,
                       GError **error)
{
  Adjusting adjusting = {changes, spec};
  return xp_desk_run_act (desk, adjust, &adjusting, error);
}

/* ---- forms by name ---- */

static gpointer
take_version (XpDesk *desk, XpBook *book, gpointer ref, GError **error)
{
  g_autoptr (XpShelfForm) form = xp_form_shelf_find (desk, book, ref, error);
  return form != NULL ? xp_rubric_ref (form->rubric) : NULL;
}

XpRubric *
xp_rubric_work_take_version (XpDesk *desk, const char *ref, GError **error)
{
  return xp_desk_run (desk, take_version, (gpointer) ref, error);
}

XpRubric *
xp_rubric_work_take_parent (XpDesk *desk, const XpRubric *rubric, GError **error)
{
  if (rubric->extends != NULL)
    return xp_rubric_work_take_version (desk, rubric->extends, error);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "《%s》不是在别的表上调整的，没有上一级的表。请换一张选。",
               rubric->name);
  return NULL;
}

/* ---- a newer parent ---- */

void
xp_rubric_offer_free (XpRubricOffer *self)
{
  g_clear_pointer (&self->form, xp_rubric_unref);
  g_clear_pointer (&self->then, xp_rubric_unref);
  g_clear_pointer (&self->now, xp_rubric_unref);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  g_clear_pointer (&self->overlay, xp_overlay_free);
  g_free (self);
}

/* The title goes with the parent's, unless the form has one of its own. */
static XpOverlay *
apply_on_newer (const XpRubricOffer *offer)
{
  const XpRubric *form = offer->form;
  const char *title = form->award.title;
  g_autofree char *ref = g_strdup_printf ("%s@%d", offer->now->id, offer->now_version);
  const XpOverlaySpec spec = {
    .id = form->id,
    .name = form->name,
    .title = g_strcmp0 (title, offer->then->award.title) != 0 ? title : NULL,
    .parent_ref = ref,
    .level = form->level,
    .is_own = form->is_own,
  };
  return xp_overlay_apply (offer->now, &spec, form->changes, form->n_changes);
}

static XpRubricOffer *
make_offer (XpDesk *desk, XpBook *book, const char *id, GError **error)
{
  g_autoptr (XpShelfForm) form = xp_form_shelf_take (desk, book, id, error);
  if (form == NULL)
    return NULL;
  if (form->rubric->extends == NULL) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "《%s》不是在别的表上调整的，没有上一级的表可以比。请换一张选。",
                 form->rubric->name);
    return NULL;
  }
  g_autoptr (XpShelfForm) then = xp_form_shelf_find (desk, book, form->rubric->extends, error);
  g_autoptr (XpShelfForm) now =
    then != NULL ? xp_form_shelf_take (desk, book, then->rubric->id, error) : NULL;
  if (now == NULL)
    return NULL;
  XpRubricOffer *offer = g_new0 (XpRubricOffer, 1);
  offer->form = xp_rubric_ref (form->rubric);
  offer->then = xp_rubric_ref (then->rubric);
  offer->now = xp_rubric_ref (now->rubric);
  offer->then_version = then->version;
  offer->now_version = now->version;
  offer->differences = xp_rubric_diff (offer->then, offer->now);
  offer->overlay = apply_on_newer (offer);
  return offer;
}

static gpointer
diff (XpDesk *desk, XpBook *book, gpointer id, GError **error)
{
  return make_offer (desk, book, id, error);
}

XpRubricOffer *
xp_rubric_work_diff (XpDesk *desk, const char *id, GError **error)
{
  return xp_desk_run (desk, diff, (gpointer) id, error);
}

typedef struct {
  const char *id;
  bool leaves_out_refused;
} Rebasing;

/* Only what the whole says, where what is refused was left out on purpose. */
static bool
report (const Rebasing *rebasing, XpOverlay *overlay, GError **error)
{
  if (rebasing->leaves_out_refused)
    g_ptr_array_set_size (overlay->refusals, 0);
  return xp_overlay_report (overlay, error);
}

static gpointer
rebase (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Rebasing *rebasing = input;
  g_autoptr (XpRubricOffer) offer = make_offer (desk, book, rebasing->id, error);
  if (offer == NULL)
    return NULL;
  if (offer->now_version <= offer->then_version) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "《%s》用的已经是上一级最新的一版，没有变动。",
                 offer->form->name);
    return NULL;
  }
  int version = 0;
  if (!report (rebasing, offer->overlay, error) ||
      !xp_rubric_check_half_made (desk, book, offer->overlay->rubric, error))
    return NULL;
  return xp_rubric_put (book, offer->overlay->rubric, XP_VERB_EDIT_RUBRIC, &version, error);
}

bool
xp_rubric_work_rebase (XpDesk *desk, const char *id, bool leaves_out_refused, GError **error)
{
  Rebasing rebasing = {id, leaves_out_refused};
  return xp_desk_run_act (desk, rebase, &rebasing, error);
}

/* ---- checking ---- */

static gpointer
check (XpDesk *desk, XpBook *book, gpointer id, GError **error)
{
  g_autoptr (XpShelfForm) form = xp_form_shelf_take (desk, book, id, error);
  GPtrArray *sentences =
    form != NULL ? xp_rubric_list_strangers (desk, book, form->rubric, error) : NULL;
  if (sentences == NULL)
    return NULL;
  g_autoptr (GPtrArray) problems = xp_rubric_list_problems (form->rubric);
  for (guint i = 0; i < problems->len; i++)
    g_ptr_array_insert (sentences,
                        (int) i,
                        xp_form_problem_to_text (problems->pdata[i], form->rubric));
  return sentences;
}

GPtrArray *
xp_rubric_work_check (XpDesk *desk, const char *id, GError **error)
{
  return xp_desk_run (desk, check, (gpointer) id, error);
}
