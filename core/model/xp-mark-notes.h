/* xp-mark-notes.h: what was written to findings: a few words, and the number of a photo. Few cells
 * have any. For the committee; never on a public sheet. */
#pragma once

#include "xp-mark.h"

typedef struct {
  char *words; /* 柴垛占道; "" none */
  char *photo; /* 12; "" none */
} XpMarkNote;

typedef struct _XpMarkNotes XpMarkNotes;

XpMarkNotes *xp_mark_notes_new (void);
void xp_mark_notes_free (XpMarkNotes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpMarkNotes, xp_mark_notes_free)

/* @mark: only its cell is looked at. NULL or "" of both: there is none any more. */
void
xp_mark_notes_set (XpMarkNotes *self, const XpMark *mark, const char *words, const char *photo);
/* NULL: nothing was written to this cell. Borrowed until it is set again. */
const XpMarkNote *xp_mark_notes_get (const XpMarkNotes *self, const XpMark *mark);

/* “柴垛占道，照片12”. Yours. */
char *xp_mark_note_to_text (const XpMarkNote *note);

/**
 * xp_mark_note_check:
 * @words: "" none
 * @photo: "" none
 *
 * Whether they may be written: one line each, 40 characters and 20. INPUT says which is too long.
 */
bool xp_mark_note_check (const char *words, const char *photo, GError **error);
