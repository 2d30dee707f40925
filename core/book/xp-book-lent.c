/* xp-book-lent.c: the lent book (外借): a copy for one evening on another laptop, which takes what
 * is typed at the households' doors and nothing else. */
#include "xp-book-merge.h"
#include "xp-book-private.h"

#include "xp-round.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void
xp_lent_free (XpLent *self)
{
  g_free (self->lent_by);
  g_free (self);
}

static const char READ_LENT[] = "SELECT round_uid, coalesce (group_uid, 0), at, lent_by FROM lent";
static const char HAS_LENT[] = "SELECT 1 FROM sqlite_schema WHERE name = 'lent'";

/* A book of an older version that is only looked at has no such table. */
static bool
has_table (XpBook *self, GError **error)
{
  g_autoptr (XpBorrowedStmt) select = xp_book_borrow (self, HAS_LENT, error);
  return select != NULL && xp_stmt_next (select, error);
}

XpLent *
xp_book_get_lent (XpBook *self, GError **error)
{
  if (!has_table (self, error))
    return NULL;
  g_autoptr (XpBorrowedStmt) select = xp_book_borrow (self, READ_LENT, error);
  if (select == NULL || !xp_stmt_next (select, error))
    return NULL;
  XpLent *lent = g_new0 (XpLent, 1);
  lent->round_uid = xp_stmt_get_int (select, 0);
  lent->group_uid = xp_stmt_get_int (select, 1);
  lent->at_ms = xp_stmt_get_int (select, 2);
  lent->lent_by = g_strdup (xp_stmt_get_text (select, 3));
  return lent;
}

/* ---- what a lent book takes ---- */

static const bool IS_TYPED_OUTSIDE[XP_N_KINDS] = {
  [XP_KIND_MARK] = true,
  [XP_KIND_SHEET] = true,
  [XP_KIND_ENTRANT_STATE] = true,
  [XP_KIND_RECUSAL] = true,
};

static int64_t
find_group (XpBook *self, const XpRecord *record)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                                          xp_record_get_int (record, "round_uid"),
                                          xp_record_get_int (record, "entrant_no"));
  g_autoptr (XpRecord) entrant = xp_book_lookup (self, XP_KIND_ENTRANT, key, NULL);
  g_autoptr (XpRecord) household =
    entrant != NULL
      ? xp_book_look_up_uid (self, XP_KIND_HOUSEHOLD, xp_record_get_int (entrant, "household_uid"))
      : NULL;
  return household != NULL ? xp_record_get_int (household, "group_uid") : 0;
}

/* As the same act makes it, else as it stands; NULL: it is gone. */
static XpRecord *
find_deliberation (XpBook *self, const GArray *changes, int64_t uid)
{
  for (guint i = 0; i < changes->len; i++) {
    const XpChange *change = &g_array_index (changes, XpChange, i);
    if (change->kind == XP_KIND_DELIBERATION && change->after != NULL &&
        xp_record_get_int (change->after, "deliberation_uid") == uid)
      return xp_record_ref (change->after);
  }
  return xp_book_look_up_uid (self, XP_KIND_DELIBERATION, uid);
}

/* What was deliberated at a household's door comes home with its sheets. */
static bool
is_deliberated_outside (XpBook *self,
                        const XpLent *lent,
                        const GArray *changes,
                        const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  if (change->kind != XP_KIND_DELIBERATION && change->kind != XP_KIND_REVISIT)
    return false;
  g_autoptr (XpRecord) of = NULL;
  if (change->kind == XP_KIND_REVISIT)
    record = of = find_deliberation (self, changes, xp_record_get_int (record, "deliberation_uid"));
  g_autoptr (XpRecord) household =
    record != NULL
      ? xp_book_look_up_uid (self, XP_KIND_HOUSEHOLD, xp_record_get_int (record, "household_uid"))
      : NULL;
  return household != NULL &&
         (lent->group_uid == 0 || xp_record_get_int (household, "group_uid") == lent->group_uid);
}

static bool
may_take (XpBook *self, const XpLent *lent, const GArray *changes, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  if (change->kind == XP_KIND_UPGRADE)
    return true; /* the file itself becomes one of this version */
  if (!IS_TYPED_OUTSIDE[change->kind])
    return is_deliberated_outside (self, lent, changes, change);
  return xp_record_get_int (record, "round_uid") == lent->round_uid &&
         (lent->group_uid == 0 || find_group (self, record) == lent->group_uid);
}

bool
xp_book_check_lent (XpBook *self, const GArray *changes, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpLent) lent = xp_book_get_lent (self, &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return false;
  }
  for (guint i = 0; lent != NULL && i < changes->len; i++) {
    if (may_take (self, lent, changes, &g_array_index (changes, XpChange, i)))
      continue;
    g_autoptr (XpRecord) round = xp_book_look_up_uid (self, XP_KIND_ROUND, lent->round_uid);
    g_autoptr (XpRecord) group = xp_book_look_up_uid (self, XP_KIND_GROUP, lent->group_uid);
    g_set_error (
      error,
      XP_ERROR,
      XP_ERROR_REFUSED,
      "这是外借的一份，只能录%s%s的打分、状态、回避和评议，别的没有记上。请到本村资料里去改。",
      xp_book_text_of (round, "name"),
      xp_book_text_of (group, "name"));
    return false;
  }
  return true;
}

/* ---- making one ---- */

static bool
refuse (GError **error, const char *format, const char *what)
{
  g_set_error (error, XP_ERROR, XP_ERROR_REFUSED, format, what);
  return false;
}

static bool
has_entrant_of (XpBook *self, int64_t round_uid, int64_t group_uid)
{
  g_autoptr (XpStmt) select =
    xp_book_prepare (self,
                     "SELECT 1 FROM entrant e JOIN household h ON h.household_uid = e.household_uid"
                     " WHERE e.round_uid = :round AND (:group = 0 OR h.group_uid = :group) LIMIT 1",
                     NULL);
  if (select == NULL)
    return false;
  xp_stmt_bind_int (select, ":round", round_uid);
  xp_stmt_bind_int (select, ":group", group_uid);
  return xp_stmt_next (select, NULL);
}

static bool
check_can_lend (XpBook *self, int64_t round_uid, int64_t group_uid, GError **error)
{
  g_autoptr (XpLent) lent = xp_book_get_lent (self, NULL);
  if (lent != NULL)
    return refuse (error, "%s", "正开着的就是外借的一份，不能再外借。请用本村资料外借。");
  g_autoptr (XpRecord) round = xp_book_look_up_uid (self, XP_KIND_ROUND, round_uid);
  if (round == NULL)
    return refuse (error, "%s", "没有这次评选，外借没有做成。请重新选一次评选。");
  const char *name = xp_book_text_of (round, "name");
  if (strcmp (xp_book_text_of (round, "stage"), "marking") != 0)
    return refuse (error, "%s不在打分，不用外借。请先走到打分，或选另一次评选。", name);
  return has_entrant_of (self, round_uid, group_uid) ||
         refuse (error, "%s里没有这个组的参评户，外借没有做成。请看看组名。", name);
}

static const char SET_LENT[] = "INSERT INTO lent (lent_no, round_uid, group_uid, at, lent_by)"
                               " VALUES (1, :round, :group, :at, :by)";

static bool
mark_as_lent (
  XpBook *copy, const XpBookOpening *opening, int64_t round_uid, int64_t group_uid, GError **error)
{
  g_autoptr (XpStmt) insert = xp_book_prepare (copy, SET_LENT, error);
  if (insert == NULL)
    return false;
  xp_stmt_bind_int (insert, ":round", round_uid);
  if (group_uid != 0)
    xp_stmt_bind_int (insert, ":group", group_uid);
  xp_stmt_bind_int (insert, ":at", xp_clock_now_ms (opening->clock));
  xp_stmt_bind_text (insert, ":by", opening->who);
  return xp_book_exec (copy, "BEGIN IMMEDIATE", error) && xp_stmt_run (insert, error) &&
         xp_book_exec (copy, "DELETE FROM secret", error) && xp_book_exec (copy, "COMMIT", error) &&
         xp_book_rewrite (copy, error);
}

static bool
is_good (XpBook *self, const char *part)
{
  guint8 head[32], copied[32];
  g_autoptr (XpBook) copy = xp_book_open_reader (part, &self->hooks, NULL);
  g_autoptr (XpLent) lent = copy != NULL ? xp_book_get_lent (copy, NULL) : NULL;
  return lent != NULL && xp_book_get_head (self, head, NULL) &&
         xp_book_get_head (copy, copied, NULL) && memcmp (head, copied, sizeof head) == 0;
}

static bool
sync_file (const char *path)
{
  const int fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return false;
  const bool is_synced = fsync (fd) == 0;
  return close (fd) == 0 && is_synced;
}

/* Closing brings the journal into the file; only then has it all there is. */
static bool
make_part (XpBook *self,
           const XpBookOpening *opening,
           int64_t round_uid,
           int64_t group_uid,
           const char *part,
           GError **error)
{
  if (!xp_book_backup (self, part, error))
    return false;
  XpBook *copy = xp_book_open (part, opening, error);
  if (copy == NULL)
    return false;
  const bool is_marked = mark_as_lent (copy, opening, round_uid, group_uid, error);
  xp_book_close (copy);
  return is_marked;
}

bool
xp_book_lend (XpBook *self,
              const XpBookOpening *opening,
              int64_t round_uid,
              int64_t group_uid,
              const char *path,
              GError **error)
{
  if (!check_can_lend (self, round_uid, group_uid, error))
    return false;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *hidden = g_strconcat (".", name, ".lent", NULL);
  g_autofree char *part = g_build_filename (folder, hidden, NULL);
  bool is_made = make_part (self, opening, round_uid, group_uid, part, error);
  if (is_made && (!is_good (self, part) || !sync_file (part) || rename (part, path) != 0)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_NOT_SAVED,
                 "外借的一份没有做成：%s 写不进去。请看看U盘插好没有、满不满、能不能写。",
                 xp_error_name_file (path));
    is_made = false;
  }
  if (!is_made)
    unlink (part);
  return is_made;
}
