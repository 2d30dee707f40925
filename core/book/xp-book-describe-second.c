/* xp-book-describe-second.c: sheets that are typed twice, in the words of the history. */
#include "xp-book-private.h"

#include "xp-mark.h"

char *
xp_book_describe_second_entry (XpBook *self, const XpChange *change)
{
  const XpRecord *now = change->after;
  if (now == NULL)
    return g_strdup ("不再录一遍了");
  if (xp_record_get_int (now, "n_drawn") == 0)
    return g_strdup ("每户再录一遍");
  return g_strdup_printf ("抽%" G_GINT64_FORMAT "户再录一遍，抽签号%s",
                          xp_record_get_int (now, "n_drawn"),
                          xp_book_text_of (now, "seed"));
}

static char *
held_in_words (const XpItem *item, const char *held)
{
  XpMark mark = {0};
  return xp_mark_from_held (held, &mark) ? xp_mark_to_text (item, &mark) : g_strdup ("没有记");
}

char *
xp_book_describe_settlement (XpBook *self, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  const XpRubric *rubric =
    xp_book_get_rubric_of_round (self, xp_record_get_int (record, "round_uid"));
  const XpItem *item = rubric != NULL
                         ? xp_rubric_get_item (rubric, (int) xp_record_get_int (record, "item_at"))
                         : NULL;
  g_autofree char *who = xp_book_name_record (self, record);
  if (item == NULL || change->after == NULL)
    return g_strdup_printf ("%s 的核对收回", who);
  g_autofree char *first = held_in_words (item, xp_book_text_of (record, "first"));
  g_autofree char *second = held_in_words (item, xp_book_text_of (record, "second"));
  g_autofree char *settled = held_in_words (item, xp_book_text_of (record, "settled"));
  return g_strdup_printf ("%s %s：第一遍%s，第二遍%s，照纸上定为%s",
                          who,
                          item->name,
                          first,
                          second,
                          settled);
}
