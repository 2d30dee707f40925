/* xp-rubric-dialogs.h: what is asked over the page of forms: how a new one is called, on whose it
 * rests, which title of its own, whether a newer parent is taken. */
#pragma once

#include "xp-rubric-work.h"

#include <adwaita.h>

/* @made: (nullable): told the id of what was made, after the act. */
typedef void (*XpRubricMade) (GtkWidget *page, const char *id);

void xp_rubric_dialog_new (GtkWidget *page, XpDesk *desk, XpRubricMade made);
/* Copies the form of @line under a name of its own. */
void xp_rubric_dialog_copy (GtkWidget *page, XpDesk *desk, const char *from_id, XpRubricMade made);
/* A form of the township's or village's on top of this one. */
void xp_rubric_dialog_adjust (GtkWidget *page, XpDesk *desk, const char *on_id, XpRubricMade made);
/* A file becomes a new form, or the items of one that is there. */
void xp_rubric_dialog_import (GtkWidget *page, XpDesk *desk, const char *path, XpRubricMade made);

/* A newer version of the parent, side by side; taken by a button only. */
void xp_rubric_dialog_offer (GtkWidget *page, XpDesk *desk, const char *id);
