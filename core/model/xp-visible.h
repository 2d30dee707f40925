/* xp-visible.h: text of the book inside a sentence of ours, so that nothing in it hides or turns
 * the line round. */
#pragma once

#include <glib.h>

/**
 * xp_visible_dup:
 * @text: any bytes
 *
 * Characters that are not seen (zero width, control characters) or that change the direction of
 * what follows are shown as 〔隐〕; a run of right-to-left letters is isolated, so that the words
 * around it stay in their order; what is no UTF-8 becomes �. Signs that Mongolian needs stay.
 *
 * Returns: (transfer full): the same text where nothing of it is there
 */
char *xp_visible_dup (const char *text);
