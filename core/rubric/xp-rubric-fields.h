/* xp-rubric-fields.h: the fields of an item and of an award, the same in text and table. */
#pragma once

#include "xp-rubric.h"

/* Sets one field of an item from text. False with a sentence's end (“…”) in *out_problem, yours,
 * when the text is not what the field holds; an unknown field is one too. */
bool
xp_rubric_set_item_field (XpItem *item, const char *field, const char *text, char **out_problem);

/* The field as text, "" where it is at its default. Yours. */
char *xp_rubric_dup_item_field (const XpItem *item, const char *field);

/* Fields in canonical order, NULL-terminated; borrowed. */
const char *const *xp_rubric_list_item_fields (void);

/* How people call the field: 分值. Of an unknown one itself. Borrowed. */
const char *xp_item_field_get_word (const char *field);

/* Fills in what was left out: the floor 0, the cap of a deduction, a veto's and a gate's nothing.
 */
void xp_rubric_settle_item (XpItem *item);

bool
xp_rubric_set_award_field (XpAward *award, const char *field, const char *text, char **out_problem);
/* Takes a text of the award away: absent again. */
void xp_rubric_clear_award_text (XpAward *award, const char *field);
char *xp_rubric_dup_award_field (const XpAward *award, const char *field);
const char *const *xp_rubric_list_award_fields (void);

/* The [rubric] group: whose form it is, its parent, how far others may move it. As above. */
bool xp_rubric_set_head_field (XpRubric *rubric,
                               const char *field,
                               const char *text,
                               char **out_problem);
char *xp_rubric_dup_head_field (const XpRubric *rubric, const char *field);
const char *const *xp_rubric_list_head_fields (void);

/* A [change n] group: op, item, field, value, section, reason. As above. */
bool xp_form_change_set_field (XpFormChange *change,
                               const char *field,
                               const char *text,
                               char **out_problem);
char *xp_form_change_dup_field (const XpFormChange *change, const char *field);
const char *const *xp_form_change_list_fields (void);

/* Absent texts become "". */
void xp_form_change_settle (XpFormChange *change);
