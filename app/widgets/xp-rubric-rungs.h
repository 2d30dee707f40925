/* xp-rubric-rungs.h: pairs in lines: 优 10, 良 8; so many times, so many points; 90分, 干净人家. */
#pragma once

#include <adwaita.h>

#define XP_TYPE_RUBRIC_RUNGS (xp_rubric_rungs_get_type ())
G_DECLARE_FINAL_TYPE (XpRubricRungs, xp_rubric_rungs, XP, RUBRIC_RUNGS, AdwBin)

/* What stands left and right, over the lines. */
void xp_rubric_rungs_set_heads (XpRubricRungs *self, const char *left, const char *right);

/* “优=10|良=8”. */
void xp_rubric_rungs_show (XpRubricRungs *self, const char *text);

/* As above, without lines that are empty. Yours. */
char *xp_rubric_rungs_dup_text (XpRubricRungs *self);

/* Signal "typed": Enter in a line, or the line was left. */
