/* xp-error.h: the one error domain of the program.
 *
 * A message is the finished Chinese sentence (or two) that the user reads: what is wrong and where
 * (file, row, column, item), then what to do. The code only decides the exit status and where in
 * the window the sentence shows. */
#pragma once

#include <glib.h>

#define XP_ERROR (xp_error_quark ())

typedef enum {
  XP_ERROR_REFUSED,   /* the house rules do not allow it; nothing changed */
  XP_ERROR_INPUT,     /* a file or a typed value cannot be read as what it should be */
  XP_ERROR_NOT_SAVED, /* the disk did not take it; what was on disk before still is */
  XP_ERROR_LOCKED,    /* the book is open elsewhere */
  XP_ERROR_DAMAGED,   /* the file is not what we would have written */
  XP_ERROR_NEWER,     /* written by a newer version of this program */
  XP_ERROR_FONT,      /* a character of the document is in none of the fonts */
  XP_ERROR_CANCELLED  /* the user stopped it; book and target file are as they were */
} XpError;

GQuark xp_error_quark (void);

/* How a sentence names the file @path: without its folders. Borrowed from @path. */
const char *xp_error_name_file (const char *path);
