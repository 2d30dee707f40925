/* Merging: how long, how many conflicts found and invented, asserting nothing: ./dev bench. Two
 * copies of one book are typed into; the second comes into the first. */
#include "xp-book-merge.h"
#include "xp-clock.h"
#include "xp-rubric-text.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>

enum {
  N_ITEMS = 40,
  ROUND = 21,
  N_SAME_EVERY = 100 /* so often both typed the same */
};

typedef struct {
  int n_changes;
  int n_per_act;
  int n_conflicts;
} Case;

static const Case CASES[] = {
  {20000, 1, 50},
  {200000, 40, 0},
  {200000, 40, 50},
  {200000, 40, 2000},
  {200000, 1, 50},
};

static XpRubric *
read_rubric (const char *text, GError **error)
{
  return xp_rubric_from_text (text, "small", "小表", error);
}

static const XpBookHooks HOOKS = {read_rubric, NULL};

static void
die_on (GError *error)
{
  if (error != NULL) {
    fprintf (stderr, "%s\n", error->message);
    exit (1);
  }
}

static XpBook *
open_as (const char *path, const char *who, bool is_new)
{
  const XpBookOpening opening = {.clock = &XP_CLOCK_SYSTEM,
                                 .random = &XP_RANDOM_SYSTEM,
                                 .hooks = &HOOKS,
                                 .who = who,
                                 .device = "量快慢",
                                 .program = "merge-bench"};
  GError *error = NULL;
  XpBook *book =
    is_new ? xp_book_create (path, &opening, &error) : xp_book_open (path, &opening, &error);
  die_on (error);
  return book;
}

static void
put (XpBook *book, XpDraft *draft)
{
  GError *error = NULL;
  g_autoptr (XpAct) act = xp_book_put (book, draft, &error);
  die_on (error);
}

/* ---- the book that both begin with ---- */

static char *
write_form (void)
{
  GString *form = g_string_new ("[rubric]\nname=小表\n");
  for (int i = 1; i <= N_ITEMS; i++)
    g_string_append_printf (form,
                            "\n[item %d]\nsection=庭院\nname=第%d处\ncriterion=扫净\nmode=deduct\n"
                            "unit=处\npoints=1\nstep=1\nmax=9\ncap=9\n",
                            i,
                            i);
  return g_string_free (form, FALSE);
}

static void
put_village_and_form (XpDraft *draft)
{
  g_autofree char *form = write_form ();
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, form, -1);
  g_autoptr (XpRecord) village = xp_record_new (XP_KIND_VILLAGE);
  g_autoptr (XpRecord) rubric = xp_record_new (XP_KIND_RUBRIC);
  g_autoptr (XpRecord) round = xp_record_new (XP_KIND_ROUND);
  g_autoptr (XpRecord) judge = xp_record_new (XP_KIND_JUDGE);
  xp_record_set_int (village, "village_uid", 1);
  xp_record_set_text (village, "name", "永胜村");
  xp_record_set_text (village, "short_name", "永胜");
  xp_record_set_text (rubric, "id", "small");
  xp_record_set_int (rubric, "version", 1);
  xp_record_set_int (rubric, "number", 1);
  xp_record_set_text (rubric, "text", form);
  xp_record_set_text (rubric, "sha256", sha256);
  xp_record_set_int (round, "round_uid", ROUND);
  xp_record_set_int (round, "number", 1);
  xp_record_set_text (round, "name", "一轮");
  xp_record_set_text (round, "stage", "marking");
  xp_record_set_text (round, "rubric_id", "small");
  xp_record_set_int (round, "rubric_version", 1);
  xp_record_set_text (round, "combine", "consensus");
  xp_record_set_int (judge, "round_uid", ROUND);
  xp_record_set_text (judge, "name", "合议");
  xp_draft_put (draft, village);
  xp_draft_put (draft, rubric);
  xp_draft_put (draft, round);
  xp_draft_put (draft, judge);
}

static void
make_base (const char *path, int n_households)
{
  g_autoptr (XpBook) book = open_as (path, "王会计", true);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_MAKE_BOOK);
  put_village_and_form (draft);
  for (int no = 1; no <= n_households; no++) {
    g_autofree char *head = g_strdup_printf ("户%d", no);
    g_autoptr (XpRecord) household = xp_record_new (XP_KIND_HOUSEHOLD);
    g_autoptr (XpRecord) entrant = xp_record_new (XP_KIND_ENTRANT);
    xp_record_set_int (household, "household_uid", 1000 + no);
    xp_record_set_int (household, "number", no);
    xp_record_set_text (household, "head", head);
    xp_record_set_int (entrant, "round_uid", ROUND);
    xp_record_set_int (entrant, "entrant_no", no);
    xp_record_set_int (entrant, "household_uid", 1000 + no);
    xp_draft_put (draft, household);
    xp_draft_put (draft, entrant);
  }
  put (book, draft);
}

/* ---- what is typed on each ---- */

static XpRecord *
make_mark (int i, int count)
{
  XpRecord *mark = xp_record_new (XP_KIND_MARK);
  xp_record_set_int (mark, "round_uid", ROUND);
  xp_record_set_int (mark, "entrant_no", i / N_ITEMS + 1);
  xp_record_set_int (mark, "item_at", i % N_ITEMS + 1);
  xp_record_set_int (mark, "entry", 1);
  xp_record_set_int (mark, "entered", count);
  return mark;
}

static void
type_all (const char *path, const Case *c)
{
  g_autoptr (XpBook) book = open_as (path, "李文书", false);
  for (int i = 0; i < c->n_changes; i += c->n_per_act) {
    g_autoptr (XpDraft) draft =
      xp_draft_new (c->n_per_act > 1 ? XP_VERB_IMPORT_MARKS : XP_VERB_PUT_MARK);
    for (int k = i; k < i + c->n_per_act; k++) {
      g_autoptr (XpRecord) mark = make_mark (k, k % 5);
      xp_draft_put (draft, mark);
    }
    put (book, draft);
  }
}

/* Here the same now and then, and something else where a conflict is planted. */
static void
type_some (const char *path, const Case *c)
{
  g_autoptr (XpBook) book = open_as (path, "王会计", false);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_IMPORT_MARKS);
  for (int i = 0; i < c->n_changes; i += N_SAME_EVERY) {
    g_autoptr (XpRecord) mark = make_mark (i, i % 5);
    xp_draft_put (draft, mark);
  }
  for (int i = 0; i < c->n_conflicts; i++) {
    const int at = (int) ((gint64) i * c->n_changes / c->n_conflicts) + 1;
    g_autoptr (XpRecord) mark = make_mark (at, at % 5 + 1);
    xp_draft_put (draft, mark);
  }
  put (book, draft);
}

static void
copy_file (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  GError *error = NULL;
  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  die_on (error);
}

static gint64
size_of (const char *path)
{
  struct stat info;
  return stat (path, &info) == 0 ? info.st_size : 0;
}

/* ---- merging ---- */

static double
now_s (void)
{
  return (double) g_get_monotonic_time () / 1e6;
}

/* What the processor worked: on a machine that has other work the clock says little. */
static double
worked_s (void)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static int
count_planted (const XpMergePlan *plan, const Case *c)
{
  int n = 0;
  for (guint i = 0; i < plan->conflicts->len; i++) {
    const XpMergeConflict *conflict = plan->conflicts->pdata[i];
    const int at = (int) (xp_record_get_int (conflict->ours, "entrant_no") - 1) * N_ITEMS +
                   (int) xp_record_get_int (conflict->ours, "item_at") - 1;
    bool is_planted = false;
    for (int k = 0; k < c->n_conflicts && !is_planted; k++)
      is_planted = at == (int) ((gint64) k * c->n_changes / c->n_conflicts) + 1;
    n += is_planted;
  }
  return n;
}

static void
merge (const char *ours, const char *theirs, const Case *c)
{
  GError *error = NULL;
  const gint64 n_before = size_of (ours);
  XpBook *book = open_as (ours, "王会计", false);
  const double begin = now_s (), worked = worked_s ();
  g_autoptr (XpBook) other = xp_book_open_reader (theirs, &HOOKS, &error);
  die_on (error);
  g_autoptr (XpMergePlan) plan = xp_book_plan_merge (book, other, NULL, NULL, &error);
  die_on (error);
  const double planned = now_s ();
  g_autofree XpMergeChoice *choices = g_new (XpMergeChoice, plan->conflicts->len + 1);
  for (guint i = 0; i < plan->conflicts->len; i++)
    choices[i] = i % 2 == 0 ? XP_MERGE_OURS : XP_MERGE_THEIRS;
  g_autoptr (XpAct) act = xp_book_merge (book, other, plan, choices, NULL, NULL, &error);
  die_on (error);
  const double end = now_s (), worked_until = worked_s ();
  const int n_planted = count_planted (plan, c);
  xp_book_close (book);
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  printf ("%7d %7zu %8d %6d %6d %8.2f %8.2f %10.2f %12" G_GINT64_FORMAT " %6ld\n",
          c->n_changes,
          plan->n_acts,
          c->n_conflicts,
          n_planted,
          (int) plan->conflicts->len - n_planted,
          planned - begin,
          end - begin,
          worked_until - worked,
          size_of (ours) - n_before,
          usage.ru_maxrss / 1024);
}

int
main (int argc, char *argv[])
{
  if (argc < 2)
    return 2;
  printf (
    "合并另一台电脑录的：\n"
    "   处数    次数 故意不同   找到   多报   看懂s   合并s  处理器忙s     多占字节   内存MB\n");
  const size_t only = argc > 2 ? (size_t) g_ascii_strtoull (argv[2], NULL, 10) : 0;
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    if (only > 0 && i + 1 != only)
      continue;
    const Case *c = &CASES[i];
    g_autofree char *ours = g_strdup_printf ("%s/ours-%zu.xiangping", argv[1], i);
    g_autofree char *theirs = g_strdup_printf ("%s/theirs-%zu.xiangping", argv[1], i);
    make_base (ours, c->n_changes / N_ITEMS);
    copy_file (ours, theirs);
    type_all (theirs, c);
    type_some (ours, c);
    merge (ours, theirs, c);
    g_unlink (ours);
    g_unlink (theirs);
  }
  return 0;
}
