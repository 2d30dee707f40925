/* xp-minutes-work.h: what the committee writes into the drafted minutes of a round.
 *
 * Figures of votes, who was there and what was decided are computed each time; only the running
 * text is written. */
#pragma once

#include "xp-book.h"
#include "xp-desk.h"

typedef enum {
  XP_MINUTES_PLACE,
  XP_MINUTES_CHAIR,
  XP_MINUTES_RECORDER,
  XP_MINUTES_SAID,      /* a paragraph a line, as the four that follow */
  XP_MINUTES_VOTED,     /* more on ties and votes */
  XP_MINUTES_CORRECTED, /* on households opened again */
  XP_MINUTES_HELD,      /* on those held back */
  XP_MINUTES_CHOSEN,    /* on the result */
  XP_MINUTES_CLOSING,   /* in place of the wording's own */
  XP_MINUTES_N_FIELDS
} XpMinutesField;

/* Borrowed, for ever: 地点, 发言要点 … */
const char *xp_minutes_field_get_word (XpMinutesField field);

typedef struct {
  char *fields[XP_MINUTES_N_FIELDS]; /* NULL or "": as drafted */
  char *draft_sha256;                /* of what was computed then; "" nothing was written yet */
} XpMinutesText;

XpMinutesText *xp_minutes_text_new (void);
void xp_minutes_text_free (XpMinutesText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpMinutesText, xp_minutes_text_free)

/* As the book has it; empty where nothing was written. NULL with the error. Yours. */
XpMinutesText *xp_minutes_read_text (XpBook *book, int64_t round_uid, GError **error);

typedef struct {
  XpMinutesText *text;
  char *computed;  /* what the program says now, a paragraph a line */
  bool is_changed; /* @computed is another than when @text was written */
} XpMinutes;

void xp_minutes_free (XpMinutes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpMinutes, xp_minutes_free)

/* REFUSED: nothing was tallied yet. Yours. */
XpMinutes *xp_minutes_work_read (XpDesk *desk, int64_t round_uid, GError **error);

/* One act; a text without a word is back at the draft. REFUSED as above, or where there is nothing
 * to take back. */
bool
xp_minutes_work_put (XpDesk *desk, int64_t round_uid, const XpMinutesText *text, GError **error);

/* “地点：村委会”, a paragraph a line; before them what is computed, behind “# ”. Yours. */
char *xp_minutes_dup_file (const XpMinutes *self);
/* The same read back. INPUT names the line. Yours. */
XpMinutesText *xp_minutes_text_parse (const char *file, GError **error);
