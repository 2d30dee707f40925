#include "xp-ctl-words.h"

#include "xp-candidate-work.h"
#include "xp-household.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--name", true, "姓名", "姓名"},
  {"--sex", true, "男|女", "性别"},
  {"--relation", true, "关系", "和户主的关系"},
  {"--naming", true, "同意|不同意|未问", "愿不愿意名字上榜"},
  {"--taking-part", true, "同意|不同意|未问", "愿不愿意参评"},
  {"--id", true, "四位", "身份证后四位"},
  {"--rubric", true, "编号", "按哪一份评分表看谁能参评"},
  {"--find", true, "文字", "只列找到的人"},
  {NULL, false},
};

static void
add_person_cells (XpListing *listing, const XpPersonLine *line)
{
  g_autofree char *label = g_strdup_printf ("%d-%d", line->household_number, line->number);
  xp_listing_add (listing, label);
  xp_listing_add (listing, line->group);
  xp_listing_add (listing, line->head);
  xp_listing_add (listing, line->name);
  xp_listing_add (listing, xp_sex_get_word (line->sex));
  xp_listing_add (listing, line->relation);
}

static int
list_persons (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  const char *household = xp_ctl_word (ctl, 2);
  const int64_t uid = household != NULL ? xp_ctl_find_household (desk, household) : 0;
  g_autoptr (GPtrArray) lines =
    household == NULL || uid != 0 ? xp_person_work_list (desk, &error) : NULL;
  if (lines == NULL)
    return error != NULL ? xp_ctl_fail (error) : XP_EXIT_REFUSED;
  g_autoptr (XpListing) listing =
    xp_listing_new ("person,group,head,name,sex,relation,naming,taking_part");
  for (guint i = 0; i < lines->len; i++) {
    const XpPersonLine *line = lines->pdata[i];
    if (household != NULL && line->household_uid != uid)
      continue;
    add_person_cells (listing, line);
    xp_listing_add (listing, xp_naming_get_word (line->naming));
    xp_listing_add (listing, xp_naming_get_word (line->taking_part));
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

static int
list_candidates (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  const char *rubric = xp_args_get (ctl->args, "--rubric");
  const char *query = xp_args_get (ctl->args, "--find");
  g_autoptr (GPtrArray) list =
    xp_candidate_work_list (desk, rubric != NULL ? rubric : "jingba-xifu", &error);
  if (list == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpListing) listing =
    xp_listing_new ("person,group,head,name,sex,relation,offered,reason");
  for (guint i = 0; i < list->len; i++) {
    const XpCandidate *candidate = list->pdata[i];
    if (query != NULL && !xp_candidate_matches (candidate, query))
      continue;
    add_person_cells (listing, candidate->person);
    xp_listing_add (listing, candidate->is_offered ? "是" : "否");
    xp_listing_add (listing, candidate->reason);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

static void
take_person (const XpCtl *ctl, XpPersonCard *person)
{
  xp_ctl_take_text (ctl, "--name", &person->name);
  xp_ctl_take_text (ctl, "--sex", &person->sex);
  xp_ctl_take_text (ctl, "--relation", &person->relation);
  xp_ctl_take_text (ctl, "--naming", &person->naming);
  xp_ctl_take_text (ctl, "--taking-part", &person->taking_part);
  xp_ctl_take_text (ctl, "--id", &person->id_last4);
}

static int
add (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpPersonCard) person = xp_person_card_new ();
  const int64_t uid = xp_ctl_find_household (desk, xp_ctl_word (ctl, 2));
  if (uid == 0)
    return XP_EXIT_REFUSED;
  take_person (ctl, person);
  return xp_person_work_save (desk, uid, person, &error) != 0 ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static int
edit (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  const XpPersonCard *person = NULL;
  g_autoptr (XpHouseholdCard) card = xp_ctl_find_person (desk, xp_ctl_word (ctl, 2), &person);
  if (card == NULL)
    return XP_EXIT_REFUSED;
  take_person (ctl, (XpPersonCard *) person);
  return xp_person_work_save (desk, card->uid, person, &error) != 0 ? XP_EXIT_DONE
                                                                    : xp_ctl_fail (error);
}

static int
take_out (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  const XpPersonCard *person = NULL;
  g_autoptr (XpHouseholdCard) card = xp_ctl_find_person (desk, xp_ctl_word (ctl, 2), &person);
  if (card == NULL)
    return XP_EXIT_REFUSED;
  return xp_person_work_remove (desk, person->uid, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static const struct {
  const char *name;
  int (*run) (const XpCtl *ctl, XpDesk *desk);
  bool is_look, needs_word;
} WAYS[] = {
  {"list", list_persons, true, false},
  {"candidates", list_candidates, true, false},
  {"add", add, false, true},
  {"edit", edit, false, true},
  {"remove", take_out, false, true},
};

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  if (what == NULL || path == NULL)
    return xp_ctl_usage (&XP_CTL_PERSON, "请写上要做什么和资料文件。");
  for (size_t i = 0; i < G_N_ELEMENTS (WAYS); i++) {
    if (strcmp (WAYS[i].name, what) != 0)
      continue;
    if (WAYS[i].needs_word && xp_ctl_word (ctl, 2) == NULL)
      return xp_ctl_usage (&XP_CTL_PERSON, "请写上编号：户 17，人 17-2。");
    if (WAYS[i].run == add && xp_args_get (ctl->args, "--name") == NULL)
      return xp_ctl_usage (&XP_CTL_PERSON, "请用 --name 写上姓名。");
    g_autoptr (XpDesk) desk = WAYS[i].is_look ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
    return desk != NULL ? WAYS[i].run (ctl, desk) : XP_EXIT_REFUSED;
  }
  return xp_ctl_usage (&XP_CTL_PERSON, "没有 person %s 这种做法。", what);
}

const XpCtlVerb XP_CTL_PERSON = {
  "person",
  "村民：查看、新增、修改、去掉，谁可以参评",
  "  xiangpingctl person list 资料 [户的编号]\n"
  "  xiangpingctl person add 资料 户的编号 --name 姓名 [--sex 女|男] [--relation 妻]\n"
  "      [--naming 同意|不同意|未问] [--taking-part 同意|不同意|未问] [--id 身份证后四位]\n"
  "  xiangpingctl person edit 资料 17-2 …           选项同上\n"
  "  xiangpingctl person remove 资料 17-2\n"
  "  xiangpingctl person candidates 资料 [--rubric jingba-xifu] [--find 文字]\n"
  "      谁可以参评，别人为什么不可以\n",
  OPTIONS,
  run,
};
