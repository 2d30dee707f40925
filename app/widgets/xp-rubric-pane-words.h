/* xp-rubric-pane-words.h: which fields belong to an item of a mode, or to the form as a whole, and
 * what they are called there. */
#pragma once

#include "xp-rubric-field.h"
#include "xp-rubric.h"

typedef struct {
  const char *field; /* of xp_rubric_list_item_fields(), “no”; of the head and award */
  XpFieldKind kind;
  unsigned int modes; /* bits of XpMode; of the form: unused */
  const char *title;  /* N_(): where a mode has no other */
} XpPaneField;

#define XP_PANE_MODE(mode) (1U << (mode))

/* In the order in which they stand. For ever. */
const XpPaneField *xp_pane_list_item_fields (size_t *out_n);
const XpPaneField *xp_pane_list_form_fields (size_t *out_n);

/* 每处扣几分; of rungs with what stands left and right behind “|”. Translated. */
const char *xp_pane_get_title (const XpPaneField *field, XpMode mode);

/* Choices of a field and what they are called: texts and translated words, for ever. */
void xp_pane_get_choices (const XpPaneField *field,
                          const char *const **out_texts,
                          const char *const **out_words);

/* A sentence on how an item of this mode is counted. Translated. */
const char *xp_pane_tell_mode (XpMode mode);

/* “问一句” for the gate "1", “居室、表决” for "居室|表决"; others as they are. And back, where
 * full-width figures become plain ones. Yours. */
char *xp_pane_dup_words (const char *field, const char *text);
char *xp_pane_dup_text (const char *field, const char *words);
