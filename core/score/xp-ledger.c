#include "xp-ledger.h"

#include "xp-mark.h"

#include <string.h>

/* The whole year, then its months. */
enum {
  N_PERIODS = 13
};

typedef struct {
  int64_t *sums;       /* of what each item's events are worth: [item_at - 1][period] */
  bool *is_warned;     /* [item_at - 1] */
  GHashTable *reverse; /* uids that were taken back */
} Counting;

void
xp_ledger_free (XpLedger *self)
{
  g_free (self->lines);
  g_free (self);
}

/* ---- items ---- */

bool
xp_ledger_is_kept (const XpRubric *rubric, const XpItem *item)
{
  return !item->is_off && (item->mode == XP_MODE_EVENT ||
                           (item->mode == XP_MODE_TIER && xp_rubric_is_ledger (rubric)));
}

bool
xp_ledger_is_discretionary (const XpItem *item)
{
  return item->mode == XP_MODE_EVENT && item->min_hundredths < item->max_hundredths;
}

/* What is counted by heads and days: land, money and hours are given too, but not so often. */
static bool
is_public_work (const XpItem *item)
{
  static const char *const UNITS[] = {"次", "天", "日", "工"};
  const bool is_named =
    strstr (item->name, "公益") != NULL || strstr (item->section, "公益") != NULL;
  bool is_by_times = false;
  for (size_t i = 0; i < G_N_ELEMENTS (UNITS); i++)
    is_by_times = is_by_times || g_str_has_suffix (item->unit, UNITS[i]);
  return is_named && is_by_times && item->mode == XP_MODE_EVENT && item->points_hundredths > 0;
}

/* ---- in what order ---- */

/* Of one day warnings come first, then what is larger: where no warning was written down the larger
 * one is the warning. */
static int
compare_events (gconstpointer a, gconstpointer b)
{
  const XpLedgerEvent *one = *(const XpLedgerEvent *const *) a;
  const XpLedgerEvent *other = *(const XpLedgerEvent *const *) b;
  const int by_day = g_date_compare (&one->day, &other->day);
  if (by_day != 0)
    return by_day;
  if (one->is_warning != other->is_warning)
    return one->is_warning ? -1 : 1;
  if (one->amount != other->amount)
    return one->amount > other->amount ? -1 : 1;
  return one->uid < other->uid ? -1 : one->uid > other->uid;
}

static const XpLedgerEvent **
sort_events (const XpLedgerEvent events[], size_t n_events)
{
  const XpLedgerEvent **sorted = g_new (const XpLedgerEvent *, n_events + 1);
  for (size_t i = 0; i < n_events; i++)
    sorted[i] = &events[i];
  qsort (sorted, n_events, sizeof *sorted, compare_events);
  return sorted;
}

static GHashTable *
collect_reversed (const XpLedgerEvent events[], size_t n_events)
{
  GHashTable *reversed = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (size_t i = 0; i < n_events; i++)
    if (events[i].reverses_uid != 0)
      g_hash_table_add (reversed, (gpointer) &events[i].reverses_uid);
  return reversed;
}

/* ---- one event ---- */

static int64_t
climb (const XpItem *item, int64_t amount_hundredths)
{
  int64_t points = 0;
  for (size_t i = 0; i < item->n_rungs; i++)
    if (amount_hundredths >= item->rungs[i].from_hundredths)
      points = item->rungs[i].points_hundredths;
  return item->max_hundredths > 0 ? MIN (points, item->max_hundredths) : points;
}

/* What a sum of the item counts: the ladder first, then the cap, which may lie below zero. */
static int64_t
count_sum (const XpItem *item, int64_t sum)
{
  const int64_t points = item->mode == XP_MODE_TIER ? climb (item, sum) : sum;
  if (item->cap_period == XP_CAP_NONE)
    return points;
  return CLAMP (points, MIN (item->cap_hundredths, 0), MAX (item->cap_hundredths, 0));
}

static int64_t
worth_of (const XpLedgerEvent *event)
{
  if (event->item->mode == XP_MODE_TIER)
    return event->amount;
  return event->amount *
         (event->has_points ? event->points_hundredths : event->item->points_hundredths);
}

static bool
takes_as_warning (Counting *counting, const XpLedgerEvent *event)
{
  bool *is_warned = &counting->is_warned[event->item->at - 1];
  const bool is_first = event->item->gate_kind == XP_GATE_WARN && !*is_warned;
  *is_warned = *is_warned || event->is_warning || is_first;
  return event->is_warning || is_first;
}

/* The sum before and after, counted, differ by what this one adds: so all of them together are
 * what the last sum counts, in whatever order they came. */
static XpLedgerLine
count_event (Counting *counting, const XpLedgerEvent *event)
{
  const XpItem *item = event->item;
  if (event->reverses_uid != 0)
    return (XpLedgerLine){.fate = XP_LEDGER_REVERSAL};
  if (item == NULL || g_hash_table_contains (counting->reverse, &event->uid))
    return (XpLedgerLine){.fate = XP_LEDGER_REVERSED};
  if (takes_as_warning (counting, event))
    return (XpLedgerLine){.fate = XP_LEDGER_WARNING};

  const int period = item->cap_period == XP_CAP_MONTH ? (int) g_date_get_month (&event->day) : 0;
  int64_t *sum = &counting->sums[(item->at - 1) * N_PERIODS + period];
  const int64_t before = count_sum (item, *sum);
  *sum += worth_of (event);
  XpLedgerLine line = {.counted_hundredths = count_sum (item, *sum) - before};
  const bool is_ladder = item->mode == XP_MODE_TIER;
  line.worth_hundredths = is_ladder ? line.counted_hundredths : worth_of (event);
  if (is_ladder)
    line.fate = line.counted_hundredths != 0 ? XP_LEDGER_COUNTED : XP_LEDGER_RUNG;
  else if (line.counted_hundredths != line.worth_hundredths)
    line.fate = XP_LEDGER_CAPPED;
  return line;
}

/* ---- the year ---- */

static int64_t
sum_base (const XpRubric *rubric)
{
  int64_t base = 0;
  for (size_t i = 0; i < rubric->n_items; i++)
    if (rubric->items[i].mode == XP_MODE_BASE && !rubric->items[i].is_off)
      base += rubric->items[i].points_hundredths;
  return base;
}

static void
add_event (XpLedger *self, const XpLedgerEvent *event, const XpLedgerLine *line)
{
  self->score_hundredths += line->counted_hundredths;
  if (line->fate == XP_LEDGER_REVERSAL || line->fate == XP_LEDGER_REVERSED ||
      line->fate == XP_LEDGER_WARNING)
    return;
  self->is_barred = self->is_barred || event->item->is_veto;
  if (is_public_work (event->item))
    self->n_public_works += (int) event->amount;
}

XpLedger *
xp_ledger_new (const XpRubric *rubric,
               const XpLedgerEvent events[],
               size_t n_events,
               int64_t carried_hundredths,
               int64_t redeemed_hundredths)
{
  XpLedger *self = g_new0 (XpLedger, 1);
  self->base_hundredths = self->score_hundredths = sum_base (rubric);
  self->carried_hundredths = carried_hundredths;
  self->redeemed_hundredths = redeemed_hundredths;
  self->lines = g_new0 (XpLedgerLine, n_events + 1);
  self->n_lines = n_events;

  g_autofree int64_t *sums = g_new0 (int64_t, rubric->n_items * N_PERIODS + 1);
  g_autofree bool *is_warned = g_new0 (bool, rubric->n_items + 1);
  g_autofree const XpLedgerEvent **sorted = sort_events (events, n_events);
  g_autoptr (GHashTable) reversed = collect_reversed (events, n_events);
  Counting counting = {sums, is_warned, reversed};
  for (size_t i = 0; i < n_events; i++) {
    XpLedgerLine *line = &self->lines[sorted[i] - events];
    *line = count_event (&counting, sorted[i]);
    add_event (self, sorted[i], line);
  }
  self->redeemable_hundredths = self->score_hundredths + carried_hundredths - redeemed_hundredths;
  return self;
}

/* ---- words ---- */

static char *
points_in_words (int64_t hundredths)
{
  g_autofree char *points = xp_points_to_text (ABS (hundredths));
  return g_strdup_printf ("%s%s分", hundredths < 0 ? "减" : "加", points);
}

char *
xp_ledger_line_to_text (const XpLedgerLine *line)
{
  static const char *const WORDS[XP_LEDGER_N_FATES] = {
    [XP_LEDGER_COUNTED] = "",
    [XP_LEDGER_CAPPED] = "已达封顶",
    [XP_LEDGER_RUNG] = "记入累计，还没到下一档",
    [XP_LEDGER_WARNING] = "只登记劝告，不扣分",
    [XP_LEDGER_REVERSED] = "已冲销",
    [XP_LEDGER_REVERSAL] = "冲销",
  };
  const char *word = WORDS[line->fate];
  const bool has_points = line->fate == XP_LEDGER_COUNTED || line->counted_hundredths != 0;
  if (!has_points)
    return g_strdup (word);
  g_autofree char *points = points_in_words (line->counted_hundredths);
  return g_strconcat (points, word[0] != '\0' ? "，" : "", word, NULL);
}

char *
xp_ledger_to_text (const XpLedger *self)
{
  g_autofree char *score = xp_points_to_text (self->score_hundredths);
  g_autofree char *redeemable = xp_points_to_text (self->redeemable_hundredths);
  return g_strdup_printf ("评比分%s，可兑换积分%s。", score, redeemable);
}
