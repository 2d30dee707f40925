/* xp-still-label.h: a label beside a key: another text is drawn where the old one stood, and only a
 * text that is wider, or has more lines or fewer, asks the window to be laid out anew. A GtkLabel
 * asks for it each time, which costs several times the drawing. To a screen reader it is a label
 * with this text.
 *
 * Properties, set when it is made: xalign (0 left … 1 right), wraps (into further lines where one
 * is too short), ellipsizes, width-chars (at least so many wide), has-even-figures (tnum). */
#pragma once

#include <adwaita.h>

#define XP_TYPE_STILL_LABEL (xp_still_label_get_type ())
G_DECLARE_FINAL_TYPE (XpStillLabel, xp_still_label, XP, STILL_LABEL, GtkWidget)

/* @text: copied. */
void xp_still_label_set_text (XpStillLabel *self, const char *text);
const char *xp_still_label_get_text (XpStillLabel *self);
