#include "xp-ctl.h"

#include "xp-typist-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--new-pin-file", true, "文件", "新口令写在这个文件的第一行；空的就是去掉口令"},
  {"--names", true, "甲,乙", "忘了口令：由哪两个人去掉"},
  {"--reason", true, "文字", "为什么去掉"},
  {NULL, false},
};

static int
list (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_typist_work_list (desk, &error);
  if (lines == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpListing) listing = xp_listing_new ("name,pin");
  for (guint i = 0; i < lines->len; i++) {
    const XpTypistLine *line = lines->pdata[i];
    xp_listing_add (listing, line->name);
    xp_listing_add (listing, line->has_pin ? "有" : "没有");
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

/* Of the one who is named by --who, whose PIN was looked at when the book was opened. */
static int
set_pin (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *old_pin = xp_ctl_read_secret (ctl, "--pin-file", &error);
  g_autofree char *new_pin =
    error == NULL ? xp_ctl_read_secret (ctl, "--new-pin-file", &error) : NULL;
  if (error != NULL)
    return xp_ctl_fail (error);
  const bool is_set = xp_typist_work_set_pin (desk,
                                              xp_desk_get_who (desk),
                                              old_pin,
                                              new_pin[0] != '\0' ? new_pin : NULL,
                                              &error);
  return is_set ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static int
forget_pin (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  const char *reason = xp_args_get (ctl->args, "--reason");
  g_auto (GStrv) names = g_strsplit (xp_args_get (ctl->args, "--names"), ",", 2);
  const XpForgottenPin forgotten = {xp_ctl_word (ctl, 2),
                                    names[0] != NULL ? names[0] : "",
                                    names[0] != NULL && names[1] != NULL ? names[1] : "",
                                    reason != NULL ? reason : ""};
  return xp_typist_work_forget_pin (desk, &forgotten, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0), *path = xp_ctl_word (ctl, 1);
  const char *names = xp_args_get (ctl->args, "--names");
  if (what == NULL || path == NULL)
    return xp_ctl_usage (&XP_CTL_TYPIST, "请写上做什么和资料文件。");
  const bool is_list = strcmp (what, "list") == 0, is_pin = strcmp (what, "pin") == 0;
  const bool is_forget = strcmp (what, "forget-pin") == 0;
  if (!is_list && !is_pin && !is_forget)
    return xp_ctl_usage (&XP_CTL_TYPIST, "没有“%s”这种做法。", what);
  if (is_pin && (ctl->options.who == NULL || xp_args_get (ctl->args, "--new-pin-file") == NULL))
    return xp_ctl_usage (&XP_CTL_TYPIST,
                         "请用 --who 写上谁，用 --new-pin-file 写上新口令在哪个文件里。");
  if (is_forget && (xp_ctl_word (ctl, 2) == NULL || names == NULL))
    return xp_ctl_usage (&XP_CTL_TYPIST, "请写上谁忘了口令，用 --names 写上由哪两个人去掉。");

  g_autoptr (XpDesk) desk = is_list ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  if (is_list)
    return list (ctl, desk);
  return is_pin ? set_pin (ctl, desk) : forget_pin (ctl, desk);
}

const XpCtlVerb XP_CTL_TYPIST = {
  "typist",
  "谁录过；给自己的姓名设口令",
  "  xiangpingctl typist list 资料\n"
  "  xiangpingctl typist pin 资料 --who 王会计 [--pin-file 旧.txt] --new-pin-file 新.txt\n"
  "  xiangpingctl typist forget-pin 资料 王会计 --names 甲,乙 --reason 理由\n",
  OPTIONS,
  run,
};
