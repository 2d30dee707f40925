/* Rows that may be one household with another: found by xp-doubles, decided by a person. */
#include "xp-roster-plan-private.h"

#include <string.h>

/* What is compared: households of the book that no row was matched with, rows that were, and rows
 * that are new; only pairs with a new row are asked about. */
typedef struct {
  GArray *entries; /* of XpDoublesEntry */
  GPtrArray *held; /* of XpPresent beside them; NULL for a row */
  GArray *rows;    /* of guint beside them; 0 for a household */
  size_t n_known;
} Comparison;

static void
clear_comparison (Comparison *self)
{
  g_array_unref (self->entries);
  g_ptr_array_unref (self->held);
  g_array_unref (self->rows);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Comparison, clear_comparison)

static void
add (Comparison *self, XpDoublesEntry entry, XpPresent *present, guint row)
{
  g_array_append_val (self->entries, entry);
  g_ptr_array_add (self->held, present);
  g_array_append_val (self->rows, row);
}

static void
add_rows (Comparison *self, const XpRosterPlan *plan, bool is_new)
{
  for (guint i = 0; i < plan->rows->len; i++) {
    const XpRosterRow *row = plan->roster->rows->pdata[i];
    const XpDoublesEntry entry = {row->head,
                                  row->told_apart_by,
                                  row->group,
                                  row->phone,
                                  row->id_last4,
                                  row->village_code,
                                  row->door};
    if ((g_array_index (plan->rows, XpPlanRow, i).standing == XP_STANDING_NEW) == is_new)
      add (self, entry, NULL, i);
  }
}

static void
fill (Comparison *self, const XpRosterPlan *plan, const XpPresence *presence)
{
  for (guint i = 0; i < presence->households->len; i++) {
    XpPresent *present = presence->households->pdata[i];
    const bool is_closed = strcmp (xp_record_get_text (present->record, "state"), "closed") == 0;
    if (!present->is_matched && !is_closed)
      add (self, xp_present_get_entry (present), present, 0);
  }
  add_rows (self, plan, false);
  self->n_known = self->entries->len;
  add_rows (self, plan, true);
}

/* The likeliest household of the book is the row's candidate; it is not gone from the list then. */
static void
propose (XpRosterPlan *plan, guint at, XpPresent *present)
{
  XpPlanRow *planned = &g_array_index (plan->rows, XpPlanRow, at);
  const int number = (int) xp_record_get_int (present->record, "number");
  if (planned->held != NULL)
    return;
  planned->standing = XP_STANDING_NEAR;
  planned->held = xp_record_ref (present->record);
  planned->difference = xp_roster_plan_describe_difference (present, plan->roster->rows->pdata[at]);
  for (guint i = 0; i < plan->missing->len; i++)
    if (((const XpPlanMissing *) plan->missing->pdata[i])->number == number) {
      g_ptr_array_remove_index (plan->missing, i);
      break;
    }
}

static void
flag_row (XpRosterPlan *plan, guint at, const char *with, const char *reason)
{
  XpRosterRow *row = plan->roster->rows->pdata[at];
  plan->n_flagged += !xp_roster_row_wants_a_look (row);
  xp_roster_row_flag (row,
                      "",
                      g_strdup_printf ("和%s像是同一户（%s），请看是一户还是两户", with, reason));
}

static void
add_pair (XpRosterPlan *plan, const Comparison *compared, const XpDouble *found)
{
  XpPresent *present = compared->held->pdata[found->a];
  const guint a = g_array_index (compared->rows, guint, found->a);
  const guint b = g_array_index (compared->rows, guint, found->b);
  XpPlanDouble pair = {b, -1, NULL, g_strdup (found->reason), XP_PAIR_OPEN};
  if (present != NULL) {
    g_autofree char *with =
      g_strdup_printf ("本村资料里的%d号", (int) xp_record_get_int (present->record, "number"));
    pair.held = xp_record_ref (present->record);
    propose (plan, b, present);
    flag_row (plan, b, with, found->reason);
  } else {
    const XpRosterRow *other = plan->roster->rows->pdata[a];
    g_autofree char *with =
      g_strdup_printf ("%s第%d行", other->sheet != NULL ? other->sheet : "", other->source_record);
    pair.other_row = (int) a;
    flag_row (plan, b, with, found->reason);
  }
  g_array_append_val (plan->doubles, pair);
}

bool
xp_roster_plan_find_doubles (XpRosterPlan *self,
                             const XpPresence *presence,
                             XpProgress *progress,
                             GCancellable *cancellable,
                             GError **error)
{
  g_auto (Comparison) compared = {
    .entries = g_array_new (FALSE, FALSE, sizeof (XpDoublesEntry)),
    .held = g_ptr_array_new (),
    .rows = g_array_new (FALSE, FALSE, sizeof (guint)),
  };
  fill (&compared, self, presence);
  g_autoptr (GArray) found =
    xp_doubles_find ((const XpDoublesEntry *) (gpointer) compared.entries->data,
                     compared.entries->len,
                     compared.n_known,
                     progress,
                     cancellable,
                     error);
  if (found == NULL)
    return false;
  for (guint i = 0; i < found->len; i++)
    add_pair (self, &compared, &g_array_index (found, XpDouble, i));
  xp_roster_plan_summarize (self);
  return true;
}

void
xp_roster_plan_decide_pair (XpRosterPlan *self, guint at, XpPairDecision decision)
{
  g_return_if_fail (at < self->doubles->len);
  XpPlanDouble *pair = &g_array_index (self->doubles, XpPlanDouble, at);
  XpPlanRow *planned = &g_array_index (self->rows, XpPlanRow, pair->row);
  pair->decision = decision;
  if (decision != XP_PAIR_ONE) {
    planned->decision = XP_DECISION_IMPORT;
    return;
  }
  planned->decision = pair->held != NULL ? XP_DECISION_MERGE : XP_DECISION_LEAVE_OUT;
  if (pair->held != NULL && planned->held != pair->held) {
    xp_record_unref (planned->held);
    planned->held = xp_record_ref (pair->held);
  }
}
