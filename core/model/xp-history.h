/* xp-history.h: the history (修改记录) as it is shown: which acts are asked for, and an act in
 * words.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Which changes are asked for; all that is given must hold at once. All zero: everything. Borrowed
 * as long as it is used. */
typedef struct {
  const int64_t *household_uids; /* what concerns one of these; n_households 0: any */
  size_t n_households;
  const char *item;  /* the number a form gives it (4, G1), else a part of its name; NULL any */
  const char *judge; /* the name, else a part of it; 合议 too; NULL any */
  const char *who;   /* the typist's name, else a part of it; NULL any */
  int64_t from_ms, until_ms; /* moments, from ≤ at < until; until 0: any */
  int64_t blind_round;       /* its second entry is typed: acts that tell its first are left out */
  size_t most_looked_at;     /* then what was found until there is given; 0: as far as it goes */
} XpHistoryFilter;

/* NULL is empty too. */
bool xp_history_filter_is_empty (const XpHistoryFilter *filter);

/* The evening of @day by the laptop's clock, midnight to midnight. */
void xp_history_filter_set_day (XpHistoryFilter *filter, const GDate *day);

typedef struct {
  int64_t act_no;
  int64_t at_ms;
  char *who;    /* "" nobody was asked */
  char *device; /* the machine's own name */
  char *title;  /* 打分, or 撤销：打分 */
  /* Why, and before which second person; "" where none was asked for. What was forgotten is "". The
   * reason is private: it is shown where the book is open, and goes on no sheet and into no file.
   */
  char *reason, *witness;
  /* “3组17号 张三 第4项“院内地面” 由 2处 改为 1处”, “新增农户 42户”; at most 12, then
   * “……共n处改动” */
  char **sentences;
  size_t n_changes;
  bool is_merged;     /* came in from another computer, with its own who and when */
  bool is_clock_back; /* earlier than the act before it: the clock had been set back */
} XpHistoryLine;

void xp_history_line_free (XpHistoryLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpHistoryLine, xp_history_line_free)

/* “王会计 20:14 把3组17号 张三 第4项“院内地面” 由 2处 改为 1处” of the @i-th sentence. Yours. */
char *xp_history_line_tell (const XpHistoryLine *line, size_t i);

/* The act in one line: its first sentence told, the day before it unless it was @today, “ 等12处”
 * behind it where there are more. Yours. */
char *xp_history_line_sum_up (const XpHistoryLine *line, const GDate *today);

/* “（理由：漏打一户）”; "" there is none. Yours. */
char *xp_history_line_dup_why (const XpHistoryLine *line);

/* “（在场：李主任）”, “（这台电脑的钟往回拨过）”, “（在旧笔记本上录的）”; "" there is nothing to
 * note. Yours. */
char *xp_history_line_dup_note (const XpHistoryLine *line);
