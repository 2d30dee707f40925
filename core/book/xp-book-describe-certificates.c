/* xp-book-describe-certificates.c: what befell certificates, in the words of the history. */
#include "xp-book-private.h"

static const XpRecord *
either (const XpChange *change)
{
  return change->after != NULL ? change->after : change->before;
}

static bool
has (const XpRecord *record, const char *column)
{
  return xp_book_text_of (record, column)[0] != '\0';
}

/* What became of it. Yours. */
static char *
dup_fate (const XpChange *change)
{
  const XpRecord *before = change->before, *after = change->after;
  const bool was_void = xp_record_get_int (before, "is_void") != 0;
  const bool is_void = xp_record_get_int (after, "is_void") != 0;
  if (is_void && !was_void)
    return g_strconcat ("作废",
                        has (after, "void_why") ? "：" : "",
                        xp_book_text_of (after, "void_why"),
                        NULL);
  if (was_void && !is_void)
    return g_strdup ("恢复有效");
  if (has (after, "received_by"))
    return g_strdup_printf ("由 %s 代领", xp_book_text_of (after, "received_by"));
  if (has (after, "received_on") != has (before, "received_on"))
    return g_strdup (has (after, "received_on") ? "领走了" : "领取收回");
  return g_strdup ("有改动");
}

char *
xp_book_describe_certificate (XpBook *self, const XpChange *change)
{
  g_autofree char *what = xp_book_name_record (self, either (change));
  if (change->after == NULL)
    return g_strdup_printf ("收回 %s", what);
  if (change->before == NULL)
    return g_strdup_printf ("%s %s",
                            xp_record_is_null (change->after, "replaces_uid") ? "新增" : "换发",
                            what);
  g_autofree char *fate = dup_fate (change);
  return g_strdup_printf ("%s %s", what, fate);
}

char *
xp_book_describe_printing (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  g_autofree char *what = xp_book_name_record (self, record);
  const bool is_again = xp_record_get_int (record, "printing_no") > 1;
  const bool is_spoiled = xp_record_get_int (record, "is_spoiled") != 0;
  const char *why = xp_book_text_of (record, "why");
  return g_strconcat (what,
                      is_spoiled ? " 印废了一张"
                      : is_again ? " 补印"
                                 : " 印好了",
                      why[0] != '\0' ? "：" : "",
                      why,
                      change->after == NULL ? "（登记收回）" : "",
                      NULL);
}

char *
xp_book_describe_stock (XpBook *self, const XpChange *change)
{
  return g_strdup_printf ("套打的纸 %s %s",
                          xp_book_text_of (either (change), "name"),
                          change->before == NULL  ? "记下了位置"
                          : change->after == NULL ? "去掉"
                                                  : "改了位置");
}
