/* xp-rubric-forms.h: what is asked over the editor of a form: the village's own title, a new item,
 * the name of a section. Each answer is a step that is taken by the editor. */
#pragma once

#include "xp-rubric-step.h"

#include <adwaita.h>

/* Takes a step on a form, and saves it; false with the sentence why not. */
typedef bool (*XpRubricTake) (GtkWidget *editor,
                              const XpRubric *form,
                              const XpRubricStep *step,
                              GError **error);

/* What is beyond the village's rights can be kept: under another title, with every departure
 * listed. */
void xp_rubric_form_ask_own (GtkWidget *editor,
                             const XpRubric *form,
                             const XpRubric *parent,
                             const XpRubricStep *step,
                             XpRubricTake take);

/* An item that is added to an adjusted form. */
void xp_rubric_form_ask_addition (GtkWidget *editor,
                                  const XpRubric *form,
                                  const XpRubric *parent,
                                  const char *section,
                                  XpRubricTake take);

/* A section is called otherwise. */
void xp_rubric_form_ask_section (GtkWidget *editor,
                                 const XpRubric *form,
                                 const char *section,
                                 XpRubricTake take);
