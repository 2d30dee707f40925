/* xp-page-journal.h: which pages stand in the book's journal (SQLite's file format, 4).
 *
 * What the file itself holds of these is out of date, and may be half written: a checkpoint was
 * under way when the power went. It is no damage, as nobody reads it and the next checkpoint writes
 * it whole. Private to this room. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
  GHashTable *pages; /* set of page numbers, from 1 */
  gint64 n_pages;    /* of the book as the journal leaves it; 0: the journal says nothing */
} XpPageJournal;

/* Reads the journal beside @path as far as it is whole; none, or one that cannot be read, is empty.
 * Yours. */
XpPageJournal *xp_page_journal_read (const char *path);
void xp_page_journal_free (XpPageJournal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpPageJournal, xp_page_journal_free)

bool xp_page_journal_has (const XpPageJournal *self, gint64 page);
