#include "xp-ctl-words.h"

#include "xp-forget-work.h"
#include "xp-household.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--number", true, "编号", "户的编号；对方用着就对换"},
  {"--code", true, "户号", "名单上原来的户号"},
  {"--group", true, "组", "哪个组、社、队；没有的就新建"},
  {"--door", true, "门牌", "门牌"},
  {"--head", true, "姓名", "户主"},
  {"--apart", true, "区别名", "同名的户用来分清"},
  {"--people", true, "人数", "户籍人口"},
  {"--residents", true, "人数", "常住人口"},
  {"--state", true, "状态", "在家、全家在外、没人住、已销户"},
  {"--naming", true, "同意|不同意|未问", "愿不愿意名字上榜"},
  {"--phone", true, "号码", "电话"},
  {"--remark", true, "文字", "备注"},
  {"--tags", true, "文字", "内部标记"},
  {"--private", false, NULL, "电话、备注也看"},
  {"--history", false, NULL, "连修改记录一起看"},
  {"--persons", true, "3,4", "分户时哪些人跟着过去，写户内编号"},
  {"--left", true, "人数", "分户后老户还剩几口人"},
  {"--from", true, "年-月-日", "从哪天算起；不写就是今天"},
  {"--keep", true, "编号", "合户后留哪一户"},
  {"--person", true, "编号", "新户主是户内第几个人"},
  {"--old", true, "已故|还在|离开", "原来的户主怎么样了"},
  {NULL, false},
};

/* ---- show ---- */

static void
add_field (XpListing *listing, const char *field, const char *value)
{
  if (value == NULL || value[0] == '\0')
    return;
  xp_listing_add (listing, field);
  xp_listing_add (listing, value);
  xp_listing_end_row (listing);
}

static void
add_number (XpListing *listing, const char *field, int value)
{
  g_autofree char *text = value >= 0 ? g_strdup_printf ("%d", value) : NULL;
  add_field (listing, field, text);
}

static void
add_card (XpListing *listing, const XpHouseholdCard *card, bool is_private)
{
  add_number (listing, "编号", card->number);
  add_field (listing, "户号", card->village_code);
  add_field (listing, "组", card->group);
  add_field (listing, "门牌", card->door);
  add_field (listing, "户主", card->head);
  add_field (listing, "户主已故", card->is_head_dead ? "是" : "");
  add_field (listing, "区别名", card->told_apart_by);
  add_number (listing, "人口", card->people);
  add_number (listing, "常住人口", card->residents);
  add_field (listing, "住户状态", xp_household_state_get_word (card->state));
  add_field (listing, "愿不愿意上榜", xp_naming_get_word (card->naming));
  for (size_t i = 0; card->story[i] != NULL; i++)
    add_field (listing, "来历", card->story[i]);
  add_field (listing, "电话", is_private ? card->phone : NULL);
  add_field (listing, "身份证后四位", is_private ? card->id_last4 : NULL);
  add_field (listing, "备注", is_private ? card->remark : NULL);
  add_field (listing, "内部标记", is_private ? card->tags : NULL);
}

static void
add_history (XpListing *listing, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++) {
    const XpHistoryLine *line = lines->pdata[i];
    g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (line->at_ms / 1000);
    g_autofree char *when = g_date_time_format (at, "%Y-%m-%d %H:%M");
    g_autofree char *sentences = g_strjoinv ("；", line->sentences);
    g_autofree char *text =
      g_strdup_printf ("%s %s %s：%s", when, line->who, line->title, sentences);
    add_field (listing, "改动", text);
  }
}

static int
show (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_ctl_find_household (desk, xp_ctl_word (ctl, 2));
  g_autoptr (XpHouseholdCard) card = uid != 0 ? xp_household_work_load (desk, uid, &error) : NULL;
  g_autoptr (GPtrArray) history =
    card != NULL ? xp_household_work_list_history (desk, uid, 100, &error) : NULL;
  if (history == NULL)
    return error != NULL ? xp_ctl_fail (error) : XP_EXIT_REFUSED;

  g_autoptr (XpListing) listing = xp_listing_new ("field,value");
  add_card (listing, card, xp_args_get (ctl->args, "--private") != NULL);
  for (guint i = 0; i < card->persons->len; i++) {
    const XpPersonCard *person = card->persons->pdata[i];
    g_autofree char *text =
      g_strdup_printf ("%d-%d %s %s", card->number, person->number, person->name, person->relation);
    add_field (listing, "人", g_strchomp (text));
  }
  if (xp_args_get (ctl->args, "--history") != NULL)
    add_history (listing, history);
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

/* ---- find ---- */

static int
find (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_desk_list_households (desk, &error);
  if (lines == NULL)
    return xp_ctl_fail (error);
  size_t n = 0;
  g_autofree guint *found = xp_household_lines_find (lines, xp_ctl_word (ctl, 2), &n);
  g_autoptr (XpListing) listing = xp_listing_new ("number,group,door,head,apart,code,state");
  for (size_t i = 0; i < n; i++) {
    const XpHouseholdLine *line = lines->pdata[found[i]];
    xp_listing_add_int (listing, line->number);
    xp_listing_add (listing, line->group);
    xp_listing_add (listing, line->door);
    xp_listing_add (listing, line->head);
    xp_listing_add (listing, line->told_apart_by);
    xp_listing_add (listing, line->village_code);
    xp_listing_add (listing, xp_household_state_get_word (line->state));
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

/* ---- add and edit ---- */

static bool
take_card (const XpCtl *ctl, XpHouseholdCard *card)
{
  xp_ctl_take_text (ctl, "--code", &card->village_code);
  xp_ctl_take_text (ctl, "--group", &card->group);
  xp_ctl_take_text (ctl, "--door", &card->door);
  xp_ctl_take_text (ctl, "--head", &card->head);
  xp_ctl_take_text (ctl, "--apart", &card->told_apart_by);
  xp_ctl_take_text (ctl, "--state", &card->state);
  xp_ctl_take_text (ctl, "--naming", &card->naming);
  xp_ctl_take_text (ctl, "--phone", &card->phone);
  xp_ctl_take_text (ctl, "--remark", &card->remark);
  xp_ctl_take_text (ctl, "--tags", &card->tags);
  return xp_ctl_take_count (ctl, "--people", &card->people) &&
         xp_ctl_take_count (ctl, "--residents", &card->residents);
}

/* 0 where it was not given; -1 with the error printed. */
static int
read_number (const XpCtl *ctl)
{
  const char *text = xp_args_get (ctl->args, "--number");
  guint64 number = 0;
  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &number, NULL))
    return (int) number;
  fprintf (stderr, "编号写的是“%s”，应为一个数，从1开始。\n", text);
  return -1;
}

static int
add (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (XpHouseholdCard) card = xp_household_card_new ();
  g_autoptr (GError) error = NULL;
  card->number = read_number (ctl);
  if (card->number < 0 || !take_card (ctl, card))
    return XP_EXIT_REFUSED;
  const int64_t uid = xp_household_work_add (desk, card, &error);
  g_autoptr (XpHouseholdCard) added = uid != 0 ? xp_household_work_load (desk, uid, &error) : NULL;
  if (added == NULL)
    return xp_ctl_fail (error);
  fprintf (stderr, "新增了%d号 %s。\n", added->number, added->head);
  return XP_EXIT_DONE;
}

static int
edit (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  const int number = read_number (ctl);
  const int64_t uid = number >= 0 ? xp_ctl_find_household (desk, xp_ctl_word (ctl, 2)) : 0;
  g_autoptr (XpHouseholdCard) card = uid != 0 ? xp_household_work_load (desk, uid, &error) : NULL;
  if (card == NULL)
    return error != NULL ? xp_ctl_fail (error) : XP_EXIT_REFUSED;
  if (!take_card (ctl, card))
    return XP_EXIT_REFUSED;
  const bool is_saved = xp_household_work_save (desk, card, &error) &&
                        (number == 0 || xp_household_work_renumber (desk, uid, number, &error));
  return is_saved ? XP_EXIT_DONE : xp_ctl_fail (error);
}

/* ---- split, merge, head ---- */

/* The persons named by their numbers within the household. NULL with the error printed. */
static GArray *
find_persons (const XpHouseholdCard *card, const char *numbers)
{
  g_autoptr (GArray) uids = g_array_new (FALSE, FALSE, sizeof (int64_t));
  g_auto (GStrv) words = xp_ctl_split_words (numbers);
  for (size_t i = 0; words != NULL && words[i] != NULL; i++) {
    const guint before = uids->len;
    for (guint k = 0; k < card->persons->len; k++) {
      const XpPersonCard *person = card->persons->pdata[k];
      if (person->number == (int) g_ascii_strtoll (words[i], NULL, 10))
        g_array_append_val (uids, person->uid);
    }
    if (uids->len == before) {
      fprintf (stderr, "%d号户里没有第%s人。\n", card->number, words[i]);
      return NULL;
    }
  }
  return g_steal_pointer (&uids);
}

static int
split (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_ctl_find_household (desk, xp_ctl_word (ctl, 2));
  g_autoptr (XpHouseholdCard) card = uid != 0 ? xp_household_work_load (desk, uid, &error) : NULL;
  g_autoptr (GArray) persons =
    card != NULL ? find_persons (card, xp_args_get (ctl->args, "--persons")) : NULL;
  if (persons == NULL)
    return error != NULL ? xp_ctl_fail (error) : XP_EXIT_REFUSED;
  XpSplitSpec spec = {.from_uid = uid,
                      .head = xp_args_get (ctl->args, "--head"),
                      .person_uids = (const int64_t *) (gpointer) persons->data,
                      .n_persons = persons->len,
                      .group = xp_args_get (ctl->args, "--group"),
                      .door = xp_args_get (ctl->args, "--door"),
                      .people = -1,
                      .people_left = -1,
                      .on_day = xp_args_get (ctl->args, "--from")};
  if (!xp_ctl_take_count (ctl, "--people", &spec.people) ||
      !xp_ctl_take_count (ctl, "--left", &spec.people_left))
    return XP_EXIT_REFUSED;
  const int64_t made = xp_household_work_split (desk, &spec, &error);
  g_autoptr (XpHouseholdCard) now = made != 0 ? xp_household_work_load (desk, made, &error) : NULL;
  if (now == NULL)
    return xp_ctl_fail (error);
  fprintf (stderr, "%d号 %s 分出了%d号 %s。\n", card->number, card->head, now->number, now->head);
  return XP_EXIT_DONE;
}

static int
merge (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) uids = xp_ctl_find_households (ctl, desk, 2);
  const char *keep = xp_args_get (ctl->args, "--keep");
  const int64_t asked = uids != NULL && keep != NULL ? xp_ctl_find_household (desk, keep) : 0;
  if (uids == NULL || (keep != NULL && asked == 0))
    return XP_EXIT_REFUSED;
  if (uids->len != 2)
    return xp_ctl_usage (&XP_CTL_HOUSEHOLD, "合户要写两户的编号。");
  const int64_t one_uid = g_array_index (uids, int64_t, 0);
  const int64_t other_uid = g_array_index (uids, int64_t, 1);
  g_autoptr (XpHouseholdCard) one = xp_household_work_load (desk, one_uid, &error);
  g_autoptr (XpHouseholdCard) other =
    one != NULL ? xp_household_work_load (desk, other_uid, &error) : NULL;
  if (other == NULL)
    return xp_ctl_fail (error);
  if (keep != NULL && asked != one_uid && asked != other_uid)
    return xp_ctl_usage (&XP_CTL_HOUSEHOLD, "--keep 要写这两户里的一户。");

  const int64_t kept = asked != 0 ? asked : xp_household_work_propose_merge (one, other);
  const int64_t gone = kept == one_uid ? other_uid : one_uid;
  if (!xp_household_work_merge (desk, kept, gone, xp_args_get (ctl->args, "--from"), &error))
    return xp_ctl_fail (error);
  const XpHouseholdCard *stays = kept == one_uid ? one : other;
  const XpHouseholdCard *goes = kept == one_uid ? other : one;
  fprintf (stderr,
           "%d号 %s 并入了%d号 %s。\n",
           goes->number,
           goes->head,
           stays->number,
           stays->head);
  return XP_EXIT_DONE;
}

static bool
read_old_head (const char *text, XpOldHead *out_old)
{
  static const struct {
    const char *name, *word;
    XpOldHead old;
  } WORDS[] = {{"died", "已故", XP_OLD_HEAD_DIED},
               {"stays", "还在", XP_OLD_HEAD_STAYS},
               {"left", "离开", XP_OLD_HEAD_LEFT}};
  for (size_t i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (strcmp (WORDS[i].name, text) == 0 || strcmp (WORDS[i].word, text) == 0) {
      *out_old = WORDS[i].old;
      return true;
    }
  return false;
}

static int
head (const XpCtl *ctl, XpDesk *desk)
{
  XpOldHead old = XP_OLD_HEAD_DIED;
  g_autoptr (GError) error = NULL;
  const char *text = xp_args_get (ctl->args, "--old");
  if (text != NULL && !read_old_head (text, &old))
    return xp_ctl_usage (&XP_CTL_HOUSEHOLD, "--old 只能写 已故、还在 或 离开。");
  const int64_t uid = xp_ctl_find_household (desk, xp_ctl_word (ctl, 2));
  g_autoptr (XpHouseholdCard) card = uid != 0 ? xp_household_work_load (desk, uid, &error) : NULL;
  g_autoptr (GArray) person =
    card != NULL ? find_persons (card, xp_args_get (ctl->args, "--person")) : NULL;
  if (person == NULL)
    return error != NULL ? xp_ctl_fail (error) : XP_EXIT_REFUSED;
  const int64_t person_uid = person->len > 0 ? g_array_index (person, int64_t, 0) : 0;
  const char *name = xp_args_get (ctl->args, "--head");
  return xp_household_work_change_head (desk, uid, person_uid, name, old, &error)
           ? XP_EXIT_DONE
           : xp_ctl_fail (error);
}

/* ---- several at once ---- */

static int
set_naming (const XpCtl *ctl, XpDesk *desk)
{
  const char *naming = xp_args_get (ctl->args, "--naming");
  if (naming == NULL)
    return xp_ctl_usage (&XP_CTL_HOUSEHOLD, "请用 --naming 写上 同意、不同意 或 未问。");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) uids = xp_ctl_find_households (ctl, desk, 2);
  if (uids == NULL)
    return XP_EXIT_REFUSED;
  return xp_household_work_set_naming (desk,
                                       (const int64_t *) (gpointer) uids->data,
                                       uids->len,
                                       naming,
                                       &error)
           ? XP_EXIT_DONE
           : xp_ctl_fail (error);
}

static int
set_state (const XpCtl *ctl, XpDesk *desk)
{
  const char *state = xp_args_get (ctl->args, "--state");
  if (state == NULL)
    return xp_ctl_usage (&XP_CTL_HOUSEHOLD, "请用 --state 写上 在家、全家在外、没人住 或 已销户。");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) uids = xp_ctl_find_households (ctl, desk, 2);
  if (uids == NULL)
    return XP_EXIT_REFUSED;
  return xp_household_work_set_state (desk,
                                      (const int64_t *) (gpointer) uids->data,
                                      uids->len,
                                      state,
                                      &error)
           ? XP_EXIT_DONE
           : xp_ctl_fail (error);
}

static int
tell_apart (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) uids = xp_ctl_find_households (ctl, desk, 2);
  if (uids == NULL)
    return XP_EXIT_REFUSED;
  if (uids->len != 2)
    return xp_ctl_usage (&XP_CTL_HOUSEHOLD, "请写两户的编号。");
  return xp_household_work_tell_apart (desk,
                                       g_array_index (uids, int64_t, 0),
                                       g_array_index (uids, int64_t, 1),
                                       &error)
           ? XP_EXIT_DONE
           : xp_ctl_fail (error);
}

/* Never asks: the household's head is named beside its number. */
static int
forget (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  const char *head = xp_args_get (ctl->args, "--head");
  const int64_t uid = xp_ctl_find_household (desk, xp_ctl_word (ctl, 2));
  g_autoptr (XpHouseholdCard) card = uid != 0 ? xp_household_work_load (desk, uid, &error) : NULL;
  if (card == NULL)
    return error != NULL ? xp_ctl_fail (error) : XP_EXIT_REFUSED;
  if (head == NULL || strcmp (head, card->head) != 0)
    return xp_ctl_usage (&XP_CTL_HOUSEHOLD, "忘掉了就找不回来，请用 --head 写上这一户的户主姓名。");
  g_autoptr (GPtrArray) backups = xp_forget_work_list_backups (desk, uid, &error);
  if (backups == NULL || !xp_forget_work_forget (desk, uid, &told, &error))
    return xp_ctl_fail (error);
  fprintf (stderr, "%s\n", told);
  for (guint i = 0; i < backups->len; i++)
    fprintf (stderr, "这份备份里还有：%s\n", (const char *) backups->pdata[i]);
  return XP_EXIT_DONE;
}

static const struct {
  const char *name;
  int (*run) (const XpCtl *ctl, XpDesk *desk);
  bool is_look, needs_word;
  const char *needs_option;
} WAYS[] = {
  {"show", show, true, true, NULL},
  {"find", find, true, true, NULL},
  {"add", add, false, false, "--head"},
  {"edit", edit, false, true, NULL},
  {"split", split, false, true, "--head"},
  {"merge", merge, false, true, NULL},
  {"head", head, false, true, NULL},
  {"name", set_naming, false, true, NULL},
  {"state", set_state, false, true, NULL},
  {"apart", tell_apart, false, true, NULL},
  {"forget", forget, false, true, NULL},
};

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  if (what == NULL || path == NULL)
    return xp_ctl_usage (&XP_CTL_HOUSEHOLD, "请写上要做什么和资料文件。");
  for (size_t i = 0; i < G_N_ELEMENTS (WAYS); i++) {
    if (strcmp (WAYS[i].name, what) != 0)
      continue;
    if (WAYS[i].needs_word && xp_ctl_word (ctl, 2) == NULL)
      return xp_ctl_usage (&XP_CTL_HOUSEHOLD, "请写上户的编号，比如 17。");
    if (WAYS[i].needs_option != NULL && xp_args_get (ctl->args, WAYS[i].needs_option) == NULL)
      return xp_ctl_usage (&XP_CTL_HOUSEHOLD, "请用 %s 写上户主姓名。", WAYS[i].needs_option);
    g_autoptr (XpDesk) desk = WAYS[i].is_look ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
    return desk != NULL ? WAYS[i].run (ctl, desk) : XP_EXIT_REFUSED;
  }
  return xp_ctl_usage (&XP_CTL_HOUSEHOLD, "没有 household %s 这种做法。", what);
}

const XpCtlVerb XP_CTL_HOUSEHOLD = {
  "household",
  "一户的事：查看、新增、修改、分户、合户、换户主",
  "  xiangpingctl household show 资料 编号 [--private] [--history]   --private 连电话、备注也看\n"
  "  xiangpingctl household find 资料 文字          编号、门牌、旧户号、姓名、拼音首字母\n"
  "  xiangpingctl household add 资料 --head 户主 [--group 一社] [--door 3号] [--number 编号]\n"
  "      [--code 旧户号] [--apart 区别名] [--people 人口] [--residents 常住] [--state 在家]\n"
  "      [--naming 未问] [--phone 电话] [--remark 备注] [--tags 内部标记]\n"
  "  xiangpingctl household edit 资料 编号 …        选项同上；--number 换编号，对方用着就对换\n"
  "  xiangpingctl household split 资料 编号 --head 新户主 [--persons 3,4] [--from 2026-10-01]\n"
  "      [--group 组] [--door 门牌] [--people 新户人口] [--left 老户人口]\n"
  "  xiangpingctl household merge 资料 编号 编号 [--keep 编号] [--from 2026-10-01]\n"
  "  xiangpingctl household head 资料 编号 --person 2|--head 新户主 [--old 已故|还在|离开]\n"
  "  xiangpingctl household name 资料 编号… --naming 同意|不同意|未问     愿不愿意上榜\n"
  "  xiangpingctl household state 资料 编号… --state 在家|全家在外|没人住|已销户\n"
  "  xiangpingctl household apart 资料 编号 编号    定为两户，以后不再问\n"
  "  xiangpingctl household forget 资料 编号 --head 户主   忘掉电话、证件号、备注，不再找回\n",
  OPTIONS,
  run,
};
