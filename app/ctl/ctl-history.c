#include "xp-ctl.h"

#include "xp-history-work.h"

static const XpArgOption OPTIONS[] = {
  {"--household", true, "编号或姓名", "只看这一户的"},
  {"--item", true, "项号", "只看这一项的打分，比如 4、G1，或者项名"},
  {"--judge", true, "姓名", "只看这位评委的"},
  {"--day", true, "YYYY-MM-DD", "只看这一天的"},
  {"--last", true, "个数", "只看最近几次改动"},
  {"--output", true, "文件", "存成 .xlsx 或 .csv，不在屏幕上列"},
  {NULL, false},
};

static void
add_line (XpListing *listing, const XpHistoryLine *line)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (line->at_ms / 1000);
  g_autofree char *when = at != NULL ? g_date_time_format (at, "%Y-%m-%d %H:%M:%S") : NULL;
  g_autofree char *sentences = g_strjoinv ("；", line->sentences);
  g_autofree char *note = xp_history_line_dup_note (line);
  g_autofree char *why = xp_history_line_dup_why (line);
  g_autofree char *changes = g_strconcat (sentences, why, note, NULL);
  xp_listing_add_int (listing, line->act_no);
  xp_listing_add (listing, when);
  xp_listing_add (listing, line->who);
  xp_listing_add (listing, line->device);
  xp_listing_add (listing, line->title);
  xp_listing_add (listing, changes);
  xp_listing_end_row (listing);
}

/* --who is who works with the program; of a history it can only mean whose. */
static XpHistoryQuery
read_query (const XpCtl *ctl)
{
  return (XpHistoryQuery){
    .household = xp_args_get (ctl->args, "--household"),
    .item = xp_args_get (ctl->args, "--item"),
    .judge = xp_args_get (ctl->args, "--judge"),
    .who = xp_args_get (ctl->args, "--who"),
    .day = xp_args_get (ctl->args, "--day"),
  };
}

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  const char *last = xp_args_get (ctl->args, "--last");
  const char *output = xp_args_get (ctl->args, "--output");
  guint64 n_at_most = G_MAXINT;
  if (path == NULL || ctl->args->n_words > 1)
    return xp_ctl_usage (&XP_CTL_HISTORY, "请写上资料文件，只写一个。");
  if (last != NULL && !g_ascii_string_to_unsigned (last, 10, 1, G_MAXINT, &n_at_most, NULL))
    return xp_ctl_usage (&XP_CTL_HISTORY, "--last 后面要写一个数，比如 20。");

  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  const XpHistoryQuery query = read_query (ctl);
  if (output != NULL)
    return xp_history_work_export (desk, &query, output, NULL, &error) ? XP_EXIT_DONE
                                                                       : xp_ctl_fail (error);
  g_autoptr (GPtrArray) lines =
    xp_history_work_list (desk, &query, (size_t) n_at_most, NULL, &error);
  if (lines == NULL)
    return xp_ctl_fail (error);

  g_autoptr (XpListing) listing = xp_listing_new ("act,at,who,device,title,changes");
  for (guint i = 0; i < lines->len; i++)
    add_line (listing, lines->pdata[i]);
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

const XpCtlVerb XP_CTL_HISTORY = {
  "history",
  "看修改记录，新的在前",
  "  xiangpingctl history 资料.xiangping [--last 20]\n"
  "  xiangpingctl history 资料.xiangping --household 17 --item 4 --judge 李主任 --who 王会计\n"
  "                       --day 2026-10-12      几样都写，就只看都对得上的\n"
  "  xiangpingctl history 资料.xiangping --household 17 -o 17号.xlsx\n",
  OPTIONS,
  run,
};
