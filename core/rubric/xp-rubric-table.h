/* xp-rubric-table.h: the item table of a form as rows of cells: what a CSV file carries.
 *
 * Columns: section,item_no,item,criterion,mode,unit,points,step,min,max,cap,veto,gate,note; behind
 * them, where they are, level (县 镇 村), state (附加 停用 可停用), mandatory, by and instead_of.
 * Cells come from whoever reads the file. */
#pragma once

#include "xp-rubric.h"

typedef struct {
  char **cells; /* NULL-terminated; borrowed */
  int record;   /* from 1, for messages */
} XpRubricRow;

/**
 * xp_rubric_from_rows:
 * @rows: the first is the header
 * @id: of the form: the file's stem
 * @name: of the file, for messages
 *
 * Returns: yours, without award and declared full mark; NULL with INPUT that lists every error
 */
XpRubric *xp_rubric_from_rows (
  const XpRubricRow *rows, size_t n_rows, const char *id, const char *name, GError **error);

/* Header and items; of char ** (GStrv). Yours. */
GPtrArray *xp_rubric_to_rows (const XpRubric *self);

/* With all columns, so that nothing of an item is lost when it is read again. Yours. */
GPtrArray *xp_rubric_to_full_rows (const XpRubric *self);

/**
 * xp_form_changes_from_rows:
 * @rows: op,item_no,field,value,section,reason; further columns are passed over
 *
 * Returns: a bare adjustment, yours: changes, and nothing else but id and name; NULL with INPUT
 * that lists every error
 */
XpRubric *xp_form_changes_from_rows (
  const XpRubricRow *rows, size_t n_rows, const char *id, const char *name, GError **error);

/* Whether the header is that of changes, not of items. */
bool xp_rubric_row_heads_changes (const XpRubricRow *header);
