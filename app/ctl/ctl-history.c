#include "xp-ctl.h"

static const XpArgOption OPTIONS[] = {{"--last", true, "个数", "只看最近几次改动"}, {NULL, false}};

static void
add_line (XpListing *listing, const XpHistoryLine *line)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (line->at_ms / 1000);
  g_autofree char *when = g_date_time_format (at, "%Y-%m-%d %H:%M:%S");
  g_autofree char *changes = g_strjoinv ("；", line->sentences);
  xp_listing_add_int (listing, line->act_no);
  xp_listing_add (listing, when);
  xp_listing_add (listing, line->who);
  xp_listing_add (listing, line->device);
  xp_listing_add (listing, line->title);
  xp_listing_add (listing, changes);
  xp_listing_end_row (listing);
}

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  const char *last = xp_args_get (ctl->args, "--last");
  guint64 n_at_most = G_MAXINT;
  if (path == NULL || ctl->args->n_words > 1)
    return xp_ctl_usage (&XP_CTL_HISTORY, "请写上资料文件，只写一个。");
  if (last != NULL && !g_ascii_string_to_unsigned (last, 10, 1, G_MAXINT, &n_at_most, NULL))
    return xp_ctl_usage (&XP_CTL_HISTORY, "--last 后面要写一个数，比如 20。");

  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  g_autoptr (GPtrArray) lines = xp_desk_list_history (desk, 0, (size_t) n_at_most, &error);
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
  "  xiangpingctl history 资料.xiangping [--last 20]\n",
  OPTIONS,
  run,
};
