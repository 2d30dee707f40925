/* xp-rubric-text.h: the `.rubric` text of a form, in and out.
 *
 * GKeyFile's shape: [rubric], [award], then [item NO] groups in the form's order. GKeyFile parses;
 * our own line scan before it finds what stands twice and gives line numbers. Numbers are decimal
 * text. The canonical text, as a book stores it, is what xp_rubric_to_text() writes: reading it
 * and writing it again gives the same bytes.
 *
 * [rubric]  name  version_text  issuer  extends  full_mark   (full_mark: only a declared one is
 * checked) [award]   the columns of meta/awards.csv: award object total_min grades quota quota_base
 *           quota_rounding na_policy judges ties period cooldown_rounds valid_for requires plate
 * [item 19] section  name  criterion  mode  unit  points  step  min  max  cap  mandatory  gate note
 */
#pragma once

#include "xp-rubric.h"

/**
 * xp_rubric_from_text:
 * @id: of the form: the file's stem
 * @name: of the file, for messages
 *
 * Reads and checks. The message lists every error found, one a line, each with file, line and item.
 *
 * Returns: yours; NULL with INPUT
 */
XpRubric *xp_rubric_from_text (const char *text, const char *id, const char *name, GError **error);

/* A text that a book keeps: a form that is still being made, or was stored under older rules, is
 * read too. What it lacks tells xp_rubric_list_problems(). Yours; NULL with INPUT. */
XpRubric *xp_rubric_from_stored_text (const char *text, const char *id, GError **error);

/* Canonical: LF, keys in a fixed order, empty ones left out. Yours. */
char *xp_rubric_to_text (const XpRubric *self);
