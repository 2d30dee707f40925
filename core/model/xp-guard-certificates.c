/* xp-guard-certificates.c: numbers are given once, what is void stays void, what was printed again
 * says why. */
#include "xp-guard-private.h"
#include "xp-stock.h"

#include <string.h>

static bool
is_told (const XpRecord *record, const char *column)
{
  const char *text = xp_record_get_text (record, column);
  return text != NULL && text[0] != '\0';
}

static bool
is_void (const XpRecord *certificate)
{
  return xp_record_get_int (certificate, "is_void") != 0;
}

/* Nothing but these columns differs. */
static bool
differs_in (const XpChange *change, const char *const columns[])
{
  const XpKindInfo *info = xp_kind_get_info (change->kind);
  for (size_t i = 0; i < info->n_columns; i++)
    if (!g_strv_contains (columns, info->columns[i].name) &&
        !xp_record_equal_at (change->before, change->after, i))
      return false;
  return true;
}

/* Of the same entrant there is another that holds. */
static bool
has_other_valid (const Guard *guard, const XpRecord *certificate)
{
  g_autoptr (GPtrArray) all = guard->view->list (guard->view->data,
                                                 XP_KIND_CERTIFICATE,
                                                 "round_uid",
                                                 xp_record_get_int (certificate, "round_uid"));
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (!is_void (all->pdata[i]) &&
        xp_record_get_int (all->pdata[i], "entrant_no") ==
          xp_record_get_int (certificate, "entrant_no") &&
        xp_record_get_int (all->pdata[i], "certificate_uid") !=
          xp_record_get_int (certificate, "certificate_uid"))
      return true;
  return false;
}

/* A number is given once. Where two computers gave it, one of the two must be void when their
 * books come together. */
static bool
check_number (const Guard *guard, const XpRecord *certificate)
{
  const bool is_merge = xp_guard_is_verb (guard, XP_VERB_MERGE);
  const int64_t serial = xp_record_get_int (certificate, "serial");
  const int64_t round_in_year = xp_record_get_int (certificate, "round_in_year");
  g_autoptr (GPtrArray) all = guard->view->list (guard->view->data,
                                                 XP_KIND_CERTIFICATE,
                                                 "year",
                                                 xp_record_get_int (certificate, "year"));
  int n_same = 0;
  for (guint i = 0; all != NULL && i < all->len; i++)
    n_same += xp_record_get_int (all->pdata[i], "serial") == serial &&
              xp_record_get_int (all->pdata[i], "round_in_year") == round_in_year &&
              !(is_merge && is_void (all->pdata[i]));
  if (n_same <= 1)
    return true;
  g_autofree char *number =
    g_strdup_printf ("%" G_GINT64_FORMAT "-%03" G_GINT64_FORMAT, round_in_year, serial);
  return is_merge ? xp_guard_refuse (
                      guard,
                      "证书编号%s两台电脑上都给过，没有合并。请先在其中一台把它作废、换发。",
                      number)
                  : xp_guard_refuse (guard, "证书编号%s已经给过，没有记上。请重新换发。", number);
}

static bool
check_void (const Guard *guard, const XpChange *change)
{
  static const char *const COLUMNS[] = {"is_void", "voided_on", "void_why", NULL};
  if (change->before == NULL || change->after == NULL || !differs_in (change, COLUMNS))
    return xp_guard_refuse (guard, "作废只记作废，证书上的别的不能动，没有记上。请重新来一次。");
  return (is_void (change->after) && is_told (change->after, "void_why")) ||
         xp_guard_refuse (guard, "作废要写明原因，没有记上。请补上，比如“写坏”“错字”。");
}

/* What was noted by mistake: void although it was not, received although it was not. */
static bool
check_mended (const Guard *guard, const XpChange *change)
{
  static const char *const COLUMNS[] =
    {"is_void", "voided_on", "void_why", "received_on", "received_by", NULL};
  if (change->before == NULL || change->after == NULL || !differs_in (change, COLUMNS) ||
      is_void (change->after))
    return xp_guard_refuse (guard, "更正只能收回登记过的，没有变动。请重新来一次。");
  return !has_other_valid (guard, change->after) ||
         xp_guard_refuse (guard,
                          "这一户已经换发了新证书，旧的不能恢复，没有变动。请用新的那一张。");
}

static bool
check_reissue (const Guard *guard, const XpChange *change)
{
  const XpRecord *made = change->after;
  if (made == NULL)
    return xp_guard_refuse (guard, "给出去的编号不能收回，没有变动。用不着就把它作废。");
  g_autoptr (XpRecord) replaced =
    xp_guard_look_up (guard, XP_KIND_CERTIFICATE, xp_record_get_int (made, "replaces_uid"), 0, 1);
  if (change->before != NULL || replaced == NULL || !is_void (replaced) ||
      xp_record_get_int (replaced, "entrant_no") != xp_record_get_int (made, "entrant_no") ||
      has_other_valid (guard, made))
    return xp_guard_refuse (guard,
                            "换发要先把旧证书作废，一户只有一张有效的，没有记上。请先作废旧的。");
  g_autoptr (XpRecord) withdrawn = xp_guard_look_up (guard,
                                                     XP_KIND_TITLE_WITHDRAWAL,
                                                     xp_record_get_int (made, "round_uid"),
                                                     xp_record_get_int (made, "entrant_no"),
                                                     2);
  if (withdrawn != NULL)
    return xp_guard_refuse (guard, "这一户的称号已经摘了，不能换发证书。请看看是不是这一户。");
  return check_number (guard, made);
}

static bool
check_received (const Guard *guard, const XpChange *change)
{
  static const char *const COLUMNS[] = {"received_on", "received_by", NULL};
  if (change->before == NULL || change->after == NULL || !differs_in (change, COLUMNS))
    return xp_guard_refuse (guard, "领取只记领取，证书上的别的不能动，没有记上。请重新来一次。");
  return !is_void (change->after) || !is_told (change->after, "received_on") ||
         xp_guard_refuse (guard, "作废的证书不能记领取，没有记上。请看看编号。");
}

bool
xp_guard_check_certificate (const Guard *guard, const XpChange *change)
{
  static const struct {
    const char *verb;
    bool (*check) (const Guard *guard, const XpChange *change);
  } WAYS[] = {
    {XP_VERB_VOID_CERTIFICATE, check_void},
    {XP_VERB_REISSUE_CERTIFICATE, check_reissue},
    {XP_VERB_RECEIVED, check_received},
    {XP_VERB_MEND_CERTIFICATES, check_mended},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (WAYS); i++)
    if (xp_guard_is_verb (guard, WAYS[i].verb))
      return WAYS[i].check (guard, change);
  if (xp_guard_is_verb (guard, XP_VERB_MERGE))
    return change->before != NULL || change->after == NULL ||
           xp_record_is_null (change->after, "replaces_uid") || check_number (guard, change->after);
  return xp_guard_is_verb (guard, XP_VERB_STAGE) ||
         xp_guard_refuse (guard, "证书编号只在公布、换发时产生，不能另外改，没有记上。");
}

static XpRecord *
look_up_printing (const Guard *guard, const XpRecord *printing, int64_t step)
{
  return xp_guard_look_up (guard,
                           XP_KIND_CERTIFICATE_PRINTING,
                           xp_record_get_int (printing, "certificate_uid"),
                           xp_record_get_int (printing, "printing_no") + step,
                           2);
}

bool
xp_guard_check_certificate_printing (const Guard *guard, const XpChange *change)
{
  const XpRecord *printing = change->after != NULL ? change->after : change->before;
  if (xp_guard_is_verb (guard, XP_VERB_MERGE))
    return true;
  if (change->after == NULL) {
    g_autoptr (XpRecord) later = look_up_printing (guard, printing, 1);
    return (later == NULL && xp_guard_is_verb (guard, XP_VERB_MEND_CERTIFICATES)) ||
           xp_guard_refuse (guard, "证书的打印登记只能从最后一次起更正，没有变动。请重新来一次。");
  }
  g_autoptr (XpRecord) certificate =
    xp_guard_look_up (guard,
                      XP_KIND_CERTIFICATE,
                      xp_record_get_int (printing, "certificate_uid"),
                      0,
                      1);
  if (certificate == NULL || is_void (certificate))
    return xp_guard_refuse (guard, "作废的证书不能再登记打印，没有记上。请印换发的那一张。");
  g_autoptr (XpRecord) earlier = look_up_printing (guard, printing, -1);
  return xp_record_get_int (printing, "printing_no") == 1 || earlier != NULL ||
         xp_guard_refuse (guard, "这张证书前一次打印没有登记，没有记上。请从第一次登记起。");
}

bool
xp_guard_check_printing_itself (const Guard *guard, const XpRecord *printing)
{
  const bool is_plain = xp_record_get_int (printing, "printing_no") == 1 &&
                        xp_record_get_int (printing, "is_spoiled") == 0;
  return is_plain || is_told (printing, "why") ||
         xp_guard_refuse (guard, "补印和废张都要写明原因，没有记上。请补上，比如“卡纸”“污损”。");
}

bool
xp_guard_check_stock_itself (const Guard *guard, const XpRecord *stock)
{
  XpStock read;
  const int width = (int) xp_record_get_int (stock, "width_hundredths");
  const int height = (int) xp_record_get_int (stock, "height_hundredths");
  g_autofree char *size =
    g_strdup_printf ("%d.%02dx%d.%02d", width / 100, width % 100, height / 100, height % 100);
  int same_width = 0, same_height = 0;
  if (!xp_stock_size_from_text (size, &same_width, &same_height))
    return xp_guard_refuse (guard,
                            "套打的纸应在 200×150 到 450×320 毫米之间，没有记上。请重新量一量。");
  xp_stock_init (&read, width, height);
  return xp_stock_set_from_text (&read, xp_record_get_text (stock, "places"), guard->error);
}
