/* xp-speech-sheet.h: 广播稿: what is read out over the loudspeaker, in large type with much air
 * between the lines, and how a character sounds above it where not everybody knows. */
#pragma once

#include <gio/gio.h>

#include "xp-font-book.h"
#include "xp-progress.h"

typedef enum {
  XP_SPEECH_PARAGRAPH,
  XP_SPEECH_NAMES, /* a paragraph of names, in 楷 */
  XP_SPEECH_HINT,  /* for who reads it, and not read aloud */
} XpSpeechKind;

typedef struct {
  XpSpeechKind kind;
  const char *text;
} XpSpeechPart;

/* Above one character of a word, wherever the word stands. */
typedef struct {
  const char *word;
  size_t at; /* the character's first byte */
  const char *sound;
} XpSpeechReading;

/* All borrowed. */
typedef struct {
  const char *village;
  const char *title;
  const XpSpeechPart *parts;
  size_t n_parts;
  const XpSpeechReading *readings;
  size_t n_readings;
  const char *const *names; /* NULL-ended; never broken over two lines */
  const char *issuer, *date;
  const char *check_code; /* (nullable): eight Chinese characters */
} XpSpeechSheet;

/**
 * xp_speech_sheet_render:
 * @fonts: borrowed
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the words in which it occurs; or with XP_ERROR_CANCELLED
 */
GBytes *xp_speech_sheet_render (const XpSpeechSheet *sheet,
                                XpFontBook *fonts,
                                XpProgress *progress,
                                GCancellable *cancellable,
                                GError **error);
