#include "xp-mark-notes.h"

#include "xp-error.h"

#include <string.h>

enum {
  MOST_WORDS = 40,
  MOST_PHOTO = 20
};

struct _XpMarkNotes {
  GHashTable *by_cell; /* of XpMarkNote by cell */
};

static void
free_note (gpointer data)
{
  XpMarkNote *note = data;
  g_free (note->words);
  g_free (note->photo);
  g_free (note);
}

XpMarkNotes *
xp_mark_notes_new (void)
{
  XpMarkNotes *self = g_new0 (XpMarkNotes, 1);
  self->by_cell = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_note);
  return self;
}

void
xp_mark_notes_free (XpMarkNotes *self)
{
  g_hash_table_unref (self->by_cell);
  g_free (self);
}

/* Judges and households are far fewer than 2^20, items at most 200. */
static int64_t
cell_of (const XpMark *mark)
{
  return ((int64_t) mark->entrant_no << 32) | ((int64_t) mark->judge_no << 12) |
         ((int64_t) mark->item_at << 2) | mark->entry;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

void
xp_mark_notes_set (XpMarkNotes *self, const XpMark *mark, const char *words, const char *photo)
{
  int64_t *cell = g_new (int64_t, 1);
  *cell = cell_of (mark);
  if (or_empty (words)[0] == '\0' && or_empty (photo)[0] == '\0') {
    g_hash_table_remove (self->by_cell, cell);
    g_free (cell);
    return;
  }
  XpMarkNote *note = g_new (XpMarkNote, 1);
  *note = (XpMarkNote){g_strdup (or_empty (words)), g_strdup (or_empty (photo))};
  g_hash_table_replace (self->by_cell, cell, note);
}

const XpMarkNote *
xp_mark_notes_get (const XpMarkNotes *self, const XpMark *mark)
{
  const int64_t cell = cell_of (mark);
  return g_hash_table_lookup (self->by_cell, &cell);
}

char *
xp_mark_note_to_text (const XpMarkNote *note)
{
  const bool has_both = note->words[0] != '\0' && note->photo[0] != '\0';
  return g_strconcat (note->words,
                      has_both ? "，" : "",
                      note->photo[0] != '\0' ? "照片" : "",
                      note->photo,
                      NULL);
}

static bool
is_one_line (const char *text, glong most)
{
  return g_utf8_strlen (text, -1) <= most && strpbrk (text, "\r\n") == NULL;
}

bool
xp_mark_note_check (const char *words, const char *photo, GError **error)
{
  if (!is_one_line (words, MOST_WORDS))
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "说明最多%d个字，写成一行，刚才写了%ld个字。请写短一点。",
                 MOST_WORDS,
                 g_utf8_strlen (words, -1));
  else if (!is_one_line (photo, MOST_PHOTO))
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "照片号最多%d个字，刚才写的是“%s”。请重新写。",
                 MOST_PHOTO,
                 photo);
  else
    return true;
  return false;
}
