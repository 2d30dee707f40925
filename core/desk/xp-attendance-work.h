/* xp-attendance-work.h: 签到: which judges came and left when, who does not come, and whether they
 * are enough to meet. Times are the village's wall clock, by the minute: 2026-10-12T19:05. */
#pragma once

#include "xp-round-work.h"

typedef struct {
  int judge_no;
  char *name;
  bool is_here;   /* now, as the last entry says */
  bool is_absent; /* 缺席 for the whole evening: his sheets are not waited for */
  int n_stays;
  char *came_at; /* of the first stay; NULL never came */
  char *words; /* “19:05到，20:10离开，20:30又到”; 缺席; “” nothing is known yet */
} XpAttendanceLine;

typedef struct {
  GPtrArray *lines; /* of XpAttendanceLine, in the order of judges */
  int n_members;    /* 应到 */
  int n_present;    /* 实到, now */
  int n_needed;     /* to meet */
  char *sentence; /* “应到9人，实到7人，过三分之二（至少6人），可以开会。”; “” no judges */
} XpAttendance;

void xp_attendance_free (XpAttendance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpAttendance, xp_attendance_free)

/* Yours. */
XpAttendance *xp_attendance_work_load (XpDesk *desk, int64_t round_uid, GError **error);

/* Who was there at a moment: 实到 of a vote. @moment: (nullable): NULL: now, as the last entries
 * say. @out_n_members: (nullable): 应到. -1 on error. */
int xp_attendance_work_count_present (
  XpDesk *desk, int64_t round_uid, const char *moment, int *out_n_members, GError **error);

/**
 * xp_attendance_work_come:
 * @moment: (nullable): 2026-10-12T19:05, or 19:05 of today; NULL: now
 *
 * One act; also when he was thought absent. INPUT: he is here already, or the moment cannot be
 * read; REFUSED: the moment lies before he left.
 */
bool xp_attendance_work_come (
  XpDesk *desk, int64_t round_uid, int judge_no, const char *moment, GError **error);

/* The same; INPUT: he is not here. */
bool xp_attendance_work_leave (
  XpDesk *desk, int64_t round_uid, int judge_no, const char *moment, GError **error);

/* 缺席, or not. As long as the round is in 打分; REFUSED where he has come. */
bool xp_attendance_work_set_absent (
  XpDesk *desk, int64_t round_uid, int judge_no, bool is_absent, GError **error);

/* 本村 2026-10-12T19:05 as the desk's clock has it. Yours. */
char *xp_attendance_work_dup_now (XpDesk *desk);
