/* xp-overlay.h: a form that is its parent's with changes: 县统一标准 → 镇里调整 → 本村用表.
 *
 * Each change is judged alone (xp-form-rights.h), then the merged form as a whole. What is refused
 * is left out and spoils nothing else; where the village keeps it all the same, the form is its
 * own title and says where it departs. Pure. */
#pragma once

#include "xp-rubric-check.h"

/* How the adjusted form is to be called. Texts are borrowed; NULL: as the parent's. */
typedef struct {
  const char *id;
  const char *name;
  const char *title;      /* what it awards */
  const char *parent_ref; /* id@version */
  XpLevel level;          /* township or village */
  bool is_own;            /* keeps what is beyond its rights, as a title of its own */
} XpOverlaySpec;

typedef struct {
  size_t change_at;  /* in the list of changes, from 0 */
  bool is_senseless; /* can never be kept: no such item, no number */
  char *sentence;    /* why not: which rule and whose */
} XpOverlayRefusal;

typedef struct {
  XpRubric *rubric;    /* with what was taken; always there */
  GPtrArray *refusals; /* of XpOverlayRefusal; changes that were left out */
  GPtrArray *warnings; /* of char *: taken, but better not (上访 …) */
  GPtrArray *problems; /* of XpFormProblem: the merged form as a whole */
} XpOverlay;

/* The effective form of @parent with @changes. Yours. */
XpOverlay *xp_overlay_apply (const XpRubric *parent,
                             const XpOverlaySpec *spec,
                             const XpFormChange *changes,
                             size_t n_changes);

void xp_overlay_free (XpOverlay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpOverlay, xp_overlay_free)

/* The changes that a form makes, once more on @parent: a bare adjustment as a file brings it, or an
 * adjusted form that is held against its parent. Yours. */
XpOverlay *xp_overlay_apply_form (const XpRubric *parent, const XpRubric *form);

/* INPUT with all sentences, a line each, where a change was refused or the whole does not hold. */
bool xp_overlay_report (const XpOverlay *self, GError **error);

/* Whether @form is @parent with its own changes; false: a sentence says what differs. */
bool xp_overlay_is_true_to (const XpRubric *form, const XpRubric *parent, char **out_sentence);

/* “依据县标准2026-1版；镇调整6项、新增1项；本村调整1项、停用1项、附加1项，等次线92分”, for the foot
 * of the paper; NULL: the form has neither a parent nor a word for its version. Yours. */
char *xp_rubric_dup_basis_line (const XpRubric *self);

/* ---- editing the changes of an adjusted form; each gives a new overlay, yours ---- */

/* With @change in the place of an earlier one on the same item and field, else behind the others.
 */
XpOverlay *
xp_overlay_with_change (const XpRubric *parent, const XpRubric *form, const XpFormChange *change);

/* Without the change at this place from 0. */
XpOverlay *
xp_overlay_without_change (const XpRubric *parent, const XpRubric *form, size_t change_at);
