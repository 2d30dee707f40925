/* xp-rubric-field.h: one field of a form beside the paper: its title, where it is typed or chosen,
 * what the parent's form says, and why what was typed cannot be. */
#pragma once

#include <adwaita.h>
#include <stdbool.h>

typedef enum {
  XP_FIELD_TEXT,
  XP_FIELD_CHOICE,
  XP_FIELD_SWITCH, /* "1" or "" */
  XP_FIELD_RUNGS   /* “优=10|良=8”: a line each */
} XpFieldKind;

#define XP_TYPE_RUBRIC_FIELD (xp_rubric_field_get_type ())
G_DECLARE_FINAL_TYPE (XpRubricField, xp_rubric_field, XP, RUBRIC_FIELD, AdwBin)

/* @field: its name, kept as it is: for ever. */
XpRubricField *xp_rubric_field_new (const char *field, XpFieldKind kind);

const char *xp_rubric_field_get_field (XpRubricField *self);

/* @title: over it; of rungs “两头|两头” besides: what stands left and right. */
void xp_rubric_field_set_title (XpRubricField *self, const char *title);
/* Of a choice: its texts and what they are called, both NULL-terminated and for ever. */
void xp_rubric_field_set_choices (XpRubricField *self,
                                  const char *const *texts,
                                  const char *const *words);

/* What stands in the book. @is_same: the same item as before: what was typed there and refused
 * stays, as long as the book has not changed. */
void xp_rubric_field_show (XpRubricField *self, const char *text, bool is_same);
/* “县里定的是3分”; NULL: nothing differs. */
void xp_rubric_field_show_before (XpRubricField *self, const char *sentence);
/* @sentence: why what is typed in it is not saved; @can_keep: it could be, as a title of the
 * village's own. What was typed stays there. */
void xp_rubric_field_refuse (XpRubricField *self, const char *sentence, bool can_keep);

/* What stands in the field now; valid until the next call. */
const char *xp_rubric_field_get_typed (XpRubricField *self);

/* What is typed in it and not yet saved is saved, as if it were left. */
void xp_rubric_field_commit (XpRubricField *self);

/* Signals: "typed" (const char *text): Enter, left, or chosen, where it differs from the book;
 * "taken-back": as the parent's again; "kept": all the same, as a title of its own;
 * "gone-on": Enter, the keys belong to what follows. */
