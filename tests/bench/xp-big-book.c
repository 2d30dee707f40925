#include "xp-big-book.h"

#include "xp-desk-private.h"
#include "xp-marking.h"
#include "xp-roster-work.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const TYPISTS[] = {"王会计", "李会计", "赵小云"};
static const char *const JUDGES[XP_BIG_N_JUDGES + 1] = {
  "张主任", "李书记", "王支委", "赵监委", "钱组长", "孙代表", "周代表", "吴代表", "郑代表", NULL};

/* After so many acts the journal is brought into the file, as an idle evening would. */
static const int CHECKPOINT_EVERY = 5000;

typedef struct {
  XpClock clock;
  int64_t now_ms;
  XpBook *book;
  int n_acts;
} Evening;

static void
die_on (const GError *error)
{
  if (error == NULL)
    return;
  fprintf (stderr, "%s\n", error->message);
  exit (1);
}

static int64_t
tick (gpointer user_data)
{
  Evening *evening = user_data;
  return evening->now_ms += 40;
}

/* 20:00 of the @n-th evening, a week after the one before it. */
static void
begin_evening (Evening *evening, int n)
{
  static const int64_t FIRST_MS = G_GINT64_CONSTANT (1791806400000);
  static const int64_t WEEK_MS = G_GINT64_CONSTANT (604800000);
  evening->now_ms = FIRST_MS + n * WEEK_MS;
}

static XpDesk *
open_desk (const char *path, Evening *evening)
{
  const XpDeskOptions options = {.clock = &evening->clock, .who = TYPISTS[0], .device = "旧笔记本"};
  GError *error = NULL;
  XpDesk *desk = xp_desk_open (path, &options, &error);
  die_on (error);
  return desk;
}

/* ---- households and rounds ---- */

static void
import_roster (XpDesk *desk, const char *path)
{
  GError *error = NULL;
  g_autofree char *list = g_strconcat (path, ".csv", NULL);
  g_autoptr (GString) text = g_string_new ("组,户主,人口,电话\n");
  for (int i = 0; i < XP_BIG_N_HOUSEHOLDS; i++)
    g_string_append_printf (text, "%d组,户主%d,4,138%08d\n", i / 50 + 1, i, i);
  g_file_set_contents (list, text->str, -1, &error);
  die_on (error);
  g_autoptr (XpRosterPlan) plan = xp_roster_work_read (desk, list, NULL, NULL, &error);
  die_on (error);
  g_autoptr (XpAct) act = xp_roster_work_import (desk, plan, &error);
  die_on (error);
  g_unlink (list);
}

static void
make_rounds (const char *path, Evening *evening, int64_t rounds[XP_BIG_N_CONSENSUS + 1])
{
  static const XpVillageSpec VILLAGE = {.name = "大村"};
  const XpDeskOptions options = {.clock = &evening->clock, .who = TYPISTS[0], .device = "旧笔记本"};
  GError *error = NULL;
  g_autoptr (XpDesk) desk = xp_desk_create (path, &VILLAGE, &options, &error);
  die_on (error);
  import_roster (desk, path);
  for (int i = 0; i <= XP_BIG_N_CONSENSUS; i++) {
    const bool is_judged = i == XP_BIG_N_CONSENSUS;
    g_autofree char *name = g_strdup_printf ("第%d轮“干净人家”评选", i + 1);
    const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                              .name = name,
                              .judges = is_judged ? JUDGES : NULL,
                              .combine = is_judged ? "平均" : "合议",
                              .line = "90",
                              .quota = "无"};
    rounds[i] = xp_round_work_open (desk, &spec, &error);
    die_on (error);
  }
}

/* ---- marks ---- */

static void
put (Evening *evening, XpDraft *draft)
{
  GError *error = NULL;
  g_autoptr (XpAct) act = xp_book_put (evening->book, draft, &error);
  die_on (error);
  if (++evening->n_acts % CHECKPOINT_EVERY == 0) {
    xp_book_idle (evening->book);
    fprintf (stderr, "\r%d", evening->n_acts);
  }
}

static void
add_mark (XpDraft *draft, int64_t round_uid, int entrant, int judge, int item_at, int count)
{
  g_autoptr (XpRecord) mark = xp_record_new (XP_KIND_MARK);
  xp_record_set_int (mark, "round_uid", round_uid);
  xp_record_set_int (mark, "entrant_no", entrant);
  xp_record_set_int (mark, "judge_no", judge);
  xp_record_set_int (mark, "item_at", item_at);
  xp_record_set_int (mark, "entry", 1);
  xp_record_set_int (mark, "entered", count);
  xp_draft_set_subject (draft, mark);
  xp_draft_put (draft, mark);
}

/* Items 3 … 24 are deductions; each household has its own four. */
static void
put_marks (Evening *evening, int64_t round_uid, int entrant, int judge, int first, int count)
{
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_PUT_MARK);
  for (int i = 0; i < 4; i++)
    add_mark (draft, round_uid, entrant, judge, 3 + (entrant + first + i) % 20, count);
  put (evening, draft);
}

static void
close_sheet (Evening *evening, int64_t round_uid, int entrant, int judge)
{
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_CLOSE_SHEET);
  g_autoptr (XpRecord) sheet = xp_record_new (XP_KIND_SHEET);
  xp_record_set_int (sheet, "round_uid", round_uid);
  xp_record_set_int (sheet, "entrant_no", entrant);
  xp_record_set_int (sheet, "judge_no", judge);
  xp_record_set_int (sheet, "entry", 1);
  xp_draft_set_subject (draft, sheet);
  xp_draft_put (draft, sheet);
  put (evening, draft);
}

static void
undo_and_redo (Evening *evening)
{
  GError *error = NULL;
  g_autoptr (XpAct) undone = xp_book_undo (evening->book, &error);
  die_on (error);
  g_autoptr (XpAct) redone = xp_book_redo (evening->book, &error);
  die_on (error);
  evening->n_acts += 2;
}

static void
mark_by_consensus (Evening *evening, int64_t round_uid)
{
  for (int entrant = 1; entrant <= XP_BIG_N_HOUSEHOLDS; entrant++) {
    put_marks (evening, round_uid, entrant, 0, 0, 2);
    put_marks (evening, round_uid, entrant, 0, 4, 1);
    put_marks (evening, round_uid, entrant, 0, 0, 1); /* corrected */
    if (entrant % 100 == 0)
      undo_and_redo (evening);
    close_sheet (evening, round_uid, entrant, 0);
  }
}

/* A hundred households an act, as a list that is taken in. */
static void
import_by_judges (Evening *evening, int64_t round_uid)
{
  for (int first = 1; first <= XP_BIG_N_HOUSEHOLDS; first += 100) {
    g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_IMPORT_MARKS);
    for (int entrant = first; entrant < first + 100; entrant++)
      for (int judge = 1; judge <= XP_BIG_N_JUDGES; judge++)
        add_mark (draft, round_uid, entrant, judge, 3 + (entrant + judge) % 20, judge % 3);
    put (evening, draft);
  }
}

static void
mark_rounds (const char *path, Evening *evening, const int64_t rounds[XP_BIG_N_CONSENSUS + 1])
{
  const XpBookOpening opening = {.clock = &evening->clock,
                                 .random = &XP_RANDOM_SYSTEM,
                                 .hooks = &XP_DESK_HOOKS,
                                 .who = TYPISTS[0],
                                 .device = "旧笔记本",
                                 .program = "量一量"};
  GError *error = NULL;
  evening->book = xp_book_open (path, &opening, &error);
  die_on (error);
  for (int i = 0; i <= XP_BIG_N_CONSENSUS; i++) {
    begin_evening (evening, i + 1);
    xp_book_set_who (evening->book, TYPISTS[i % (int) G_N_ELEMENTS (TYPISTS)]);
    if (i < XP_BIG_N_CONSENSUS)
      mark_by_consensus (evening, rounds[i]);
    else
      import_by_judges (evening, rounds[i]);
  }
  g_clear_pointer (&evening->book, xp_book_close);
  fprintf (stderr, "\n");
}

/* ---- 公示 ---- */

/* The last of them stays in 打分, as its sheets are open. */
static void
post_rounds (const char *path, Evening *evening, const int64_t rounds[XP_BIG_N_CONSENSUS + 1])
{
  g_autoptr (XpDesk) desk = open_desk (path, evening);
  for (int i = 0; i < XP_BIG_N_CONSENSUS; i++)
    for (int stage = XP_STAGE_TALLIED; stage <= XP_STAGE_POSTED; stage++) {
      GError *error = NULL;
      xp_round_work_go_on (desk, rounds[i], (XpStage) stage, &error);
      die_on (error);
    }
}

void
xp_big_book_make (const char *path)
{
  Evening evening = {.clock = {.now_ms = tick, .user_data = &evening}};
  int64_t rounds[XP_BIG_N_CONSENSUS + 1];
  begin_evening (&evening, 0);
  make_rounds (path, &evening, rounds);
  mark_rounds (path, &evening, rounds);
  begin_evening (&evening, XP_BIG_N_CONSENSUS + 2);
  post_rounds (path, &evening, rounds);
}
