#include "xp-second-typists.h"

#include "xp-desk-private.h"
#include "xp-differences.h"
#include "xp-second-private.h"

#include <string.h>

struct _XpSecondTypists {
  GPtrArray *sheets; /* of XpTypedSheet, by entrant and judge */
};

XpSecondTypists *
xp_second_typists_read (XpBook *book, int64_t round_uid, GError **error)
{
  GPtrArray *sheets = xp_book_list_typed_sheets (book, round_uid, error);
  if (sheets == NULL)
    return NULL;
  XpSecondTypists *self = g_new0 (XpSecondTypists, 1);
  self->sheets = sheets;
  return self;
}

static gpointer
load (XpDesk *desk, XpBook *book, gpointer round_uid, GError **error)
{
  return xp_second_typists_read (book, *(const int64_t *) round_uid, error);
}

XpSecondTypists *
xp_second_typists_load (XpDesk *desk, int64_t round_uid, GError **error)
{
  return xp_desk_run (desk, load, &round_uid, error);
}

void
xp_second_typists_free (XpSecondTypists *self)
{
  g_ptr_array_unref (self->sheets);
  g_free (self);
}

/* ---- one sheet ---- */

/* The first of the entrant's; of nobody: where it would stand. */
static guint
find_entrant (const XpSecondTypists *self, int entrant_no)
{
  guint from = 0, until = self->sheets->len;
  while (from < until) {
    const guint middle = (from + until) / 2;
    if (((const XpTypedSheet *) self->sheets->pdata[middle])->entrant_no < entrant_no)
      from = middle + 1;
    else
      until = middle;
  }
  return from;
}

/* NULL behind the entrant's last. */
static const XpTypedSheet *
sheet_at (const XpSecondTypists *self, guint at, int entrant_no)
{
  const XpTypedSheet *sheet = at < self->sheets->len ? self->sheets->pdata[at] : NULL;
  return sheet != NULL && sheet->entrant_no == entrant_no ? sheet : NULL;
}

static bool
has_typed (const XpSecondTypists *self, int entrant_no, int judge_no, int entry, const char *who)
{
  const XpTypedSheet *sheet;
  for (guint at = find_entrant (self, entrant_no);
       (sheet = sheet_at (self, at, entrant_no)) != NULL;
       at++)
    if (sheet->judge_no == judge_no && sheet->entry == entry && strcmp (sheet->who, who) == 0)
      return true;
  return false;
}

bool
xp_second_typists_is_first (const XpSecondTypists *self,
                            int entrant_no,
                            int judge_no,
                            const char *who)
{
  return has_typed (self, entrant_no, judge_no, 1, who);
}

const char *
xp_second_typists_lookup_same (const XpSecondTypists *self, int entrant_no, int judge_no)
{
  const XpTypedSheet *sheet;
  for (guint at = find_entrant (self, entrant_no);
       (sheet = sheet_at (self, at, entrant_no)) != NULL;
       at++)
    if (sheet->judge_no == judge_no && sheet->entry == 2 &&
        has_typed (self, entrant_no, judge_no, 1, sheet->who))
      return sheet->who;
  return NULL;
}

/* ---- all of them ---- */

int
xp_second_typists_count (const XpSecondTypists *self, const XpLoadedRound *loaded, const char *who)
{
  int n = 0, last = 0;
  for (guint i = 0; loaded->second != NULL && i < self->sheets->len; i++) {
    const XpTypedSheet *sheet = self->sheets->pdata[i];
    const int no = sheet->entrant_no;
    if (sheet->entry != 1 || no == last || no > (int) loaded->round->n_entrants ||
        strcmp (sheet->who, who) != 0)
      continue;
    last = no;
    n += loaded->is_drawn[no - 1] &&
         xp_tally_get_total (loaded->tally, no)->state == XP_STATE_PRESENT &&
         !xp_differences_is_typed (loaded->tally, loaded->second, no);
  }
  return n;
}

static bool
is_listed (const GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (strcmp (names->pdata[i], name) == 0)
      return true;
  return false;
}

char *
xp_second_typists_dup_sentence (const XpSecondTypists *self, const XpLoadedRound *loaded)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  int n = 0, last = 0;
  for (guint i = 0; loaded->second != NULL && i < self->sheets->len; i++) {
    const XpTypedSheet *sheet = self->sheets->pdata[i];
    const int no = sheet->entrant_no;
    if (sheet->entry != 2 || no > (int) loaded->round->n_entrants || !loaded->is_drawn[no - 1] ||
        !has_typed (self, no, sheet->judge_no, 1, sheet->who))
      continue;
    n += no != last;
    last = no;
    if (!is_listed (names, sheet->who))
      g_ptr_array_add (names, sheet->who);
  }
  if (n == 0)
    return g_strdup ("");
  const guint n_names = names->len;
  g_ptr_array_add (names, NULL);
  g_autofree char *list = g_strjoinv ("、", (char **) names->pdata);
  const char *counted = xp_rubric_get_counted (loaded->round->rubric);
  return n_names == 1 ? g_strdup_printf ("其中%d%s两遍都是%s录的", n, counted, list)
                      : g_strdup_printf ("其中%d%s两遍是同一个人录的（%s）", n, counted, list);
}
