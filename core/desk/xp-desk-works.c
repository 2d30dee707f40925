#include "xp-ledger-private.h"

#include "xp-rubric-text.h"

/* ---- hooks: what the book must ask other rooms ---- */

static XpRubric *
read_rubric (const char *text, GError **error)
{
  return xp_rubric_from_stored_text (text, "", error);
}

static char *
recompute_result (XpBook *replayed, int64_t round_uid, int result_no, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_load_round (replayed, round_uid, error);
  if (loaded == NULL)
    return NULL;

  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT ",%d]", round_uid, result_no);
  g_autoptr (XpRecord) record = xp_book_lookup (replayed, XP_KIND_RESULT, key, error);
  if (record == NULL)
    return NULL;

  const XpRound *round = loaded->round;
  const XpResultStamp stamp = {
    result_no,
    xp_record_get_text (record, "purpose"),
    round->posted_on,
    round->notice_from_on,
    round->notice_until_on,
  };
  g_autoptr (XpResult) result = xp_load_result (replayed, loaded, &stamp, error);
  return result != NULL ? xp_result_to_text (result) : NULL;
}

const XpBookHooks XP_DESK_HOOKS = {read_rubric, recompute_result, xp_ledger_count_redeemable};

/* ---- undo ---- */

gpointer
xp_desk_undo_job (XpDesk *self, XpBook *book, gpointer order, GError **error)
{
  return xp_book_undo_by (book, order, error);
}

XpAct *
xp_desk_undo (XpDesk *self, bool is_redo, GError **error)
{
  XpUndoOrder order = {.is_redo = is_redo};
  XpAct *act = xp_desk_run (self, xp_desk_undo_job, &order, error);
  if (act != NULL)
    xp_desk_note_act (self, act);
  return act;
}

char *
xp_desk_tell_undo (const XpAct *act)
{
  return g_strdup_printf ("%s：%s", act->is_redo ? "已重做" : "已撤销", act->title);
}
