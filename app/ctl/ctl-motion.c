/* ctl-motion.c: what the meeting has to decide, and its votes. */
#include "xp-ctl-words.h"

#include "xp-motion-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--about", true, "什么事", "同分去留、另行评议、暂缓、改分、其他"},
  {"--household", true, "编号", "关于哪一户；同分去留不写"},
  {"--words", true, "文字", "怎样付表决的；不写就由程序来写"},
  {"--members", true, "人数", "应到；不写就照评委人数"},
  {"--present", true, "人数", "实到；不写就照签到"},
  {"--for", true, "票数", "赞成"},
  {"--against", true, "票数", "反对；不写就是0"},
  {"--abstained", true, "票数", "弃权；不写就是0"},
  {"--recused", true, "人数", "回避；不写就照回避登记"},
  {"--majority", true, "怎样算通过", "实到过半数（不写就是它）、应到过半数、实到三分之二"},
  {"--in", true, "编号,编号", "同分去留：表决哪几户入选；空着就是都不入选"},
  {"--hold", false, NULL, "通过以后把这一户记成暂缓"},
  {"--lift", false, NULL, "通过以后这一户不再暂缓"},
  {NULL, false},
};

/* ---- list ---- */

static void
add_count (XpListing *listing, const XpVoteCount *count)
{
  xp_listing_add_int (listing, count->n_members);
  xp_listing_add_int (listing, count->n_present);
  xp_listing_add_int (listing, count->n_for);
  xp_listing_add_int (listing, count->n_against);
  xp_listing_add_int (listing, count->n_abstained);
  xp_listing_add_int (listing, count->n_recused);
}

static int
list (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  g_autoptr (GPtrArray) lines = loaded != NULL ? xp_motion_work_list (desk, uid, &error) : NULL;
  if (lines == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpListing) listing =
    xp_listing_new ("motion,on_day,about,household,words,members,present,for,against,abstained,"
                    "recused,majority,outcome");
  for (guint i = 0; i < lines->len; i++) {
    const XpMotionLine *line = lines->pdata[i];
    const XpEntrant *entrant = xp_round_get_entrant (loaded->round, line->entrant_no);
    g_autofree char *number = entrant != NULL ? xp_entrant_dup_number (entrant) : NULL;
    xp_listing_add_int (listing, line->no);
    xp_listing_add (listing, line->on_day);
    xp_listing_add (listing, xp_motion_what_get_word (line->what));
    xp_listing_add (listing, number);
    xp_listing_add (listing, line->words);
    add_count (listing, &line->count);
    xp_listing_add (listing, xp_majority_get_word (line->majority));
    xp_listing_add (listing, line->is_carried ? "通过" : "没有通过");
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

static int
list_agenda (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  g_autoptr (GPtrArray) motions = loaded != NULL ? xp_motion_work_list (desk, uid, &error) : NULL;
  if (motions == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpRanking) ranking =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  g_autoptr (GPtrArray) lines = xp_agenda_list (loaded, ranking, motions);
  g_autoptr (XpListing) listing = xp_listing_new ("household,who,what,decided");
  for (guint i = 0; i < lines->len; i++) {
    const XpAgendaLine *line = lines->pdata[i];
    const XpEntrant *entrant = xp_round_get_entrant (loaded->round, line->entrant_no);
    g_autofree char *number = entrant != NULL ? xp_entrant_dup_number (entrant) : NULL;
    xp_listing_add (listing, number);
    xp_listing_add (listing, line->who);
    xp_listing_add (listing, line->sentence);
    xp_listing_add (listing, line->decided);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

/* ---- add ---- */

/* Replaces @to where the option was given; false: no number, with the error printed. */
static bool
take_count (const XpCtl *ctl, const char *option, int *to)
{
  static const guint64 MOST = 9999;
  const char *text = xp_args_get (ctl->args, option);
  guint64 count = 0;
  if (text == NULL)
    return true;
  if (!g_ascii_string_to_unsigned (text, 10, 0, MOST, &count, NULL)) {
    xp_ctl_usage (&XP_CTL_MOTION, "%s 后面写人数，“%s”不是数。", option, text);
    return false;
  }
  *to = (int) count;
  return true;
}

static bool
take_counts (const XpCtl *ctl, XpVoteCount *count)
{
  return take_count (ctl, "--members", &count->n_members) &&
         take_count (ctl, "--present", &count->n_present) &&
         take_count (ctl, "--for", &count->n_for) &&
         take_count (ctl, "--against", &count->n_against) &&
         take_count (ctl, "--abstained", &count->n_abstained) &&
         take_count (ctl, "--recused", &count->n_recused);
}

/* 0 with the error printed. */
static int
find_entrant (const XpRound *round, const char *number)
{
  const XpEntrant *entrant = xp_round_lookup_entrant (round, number);
  if (entrant == NULL)
    fprintf (stderr, "这次评选里没有%s号户。请写户的编号。\n", number);
  return entrant != NULL ? entrant->no : 0;
}

/* Of int; NULL with the error printed. */
static GArray *
find_in (const XpCtl *ctl, const XpRound *round)
{
  g_autoptr (GArray) in = g_array_new (FALSE, FALSE, sizeof (int));
  g_auto (GStrv) words = xp_ctl_split_words (xp_args_get (ctl->args, "--in"));
  for (size_t i = 0; words != NULL && words[i] != NULL; i++) {
    const int no = words[i][0] != '\0' ? find_entrant (round, words[i]) : -1;
    if (no == 0)
      return NULL;
    if (no > 0)
      g_array_append_val (in, no);
  }
  return g_steal_pointer (&in);
}

static XpMotionEffect
effect_of (const XpCtl *ctl, XpMotionWhat what)
{
  if (what == XP_MOTION_TIE)
    return XP_EFFECT_CUT;
  if (xp_args_get (ctl->args, "--hold") != NULL)
    return XP_EFFECT_HOLD;
  return xp_args_get (ctl->args, "--lift") != NULL ? XP_EFFECT_LIFT : XP_EFFECT_NONE;
}

static int
put_motion (const XpCtl *ctl, XpDesk *desk, const XpRound *round, XpMotionSpec *spec)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) in = find_in (ctl, round);
  if (in == NULL)
    return XP_EXIT_REFUSED;
  spec->in_entrant_nos = (const int *) (gpointer) in->data;
  spec->n_in = in->len;
  const bool is_of_one = spec->entrant_no > 0;
  if (!xp_motion_work_propose (desk,
                               round->uid,
                               is_of_one ? &spec->entrant_no : spec->in_entrant_nos,
                               is_of_one ? 1 : spec->n_in,
                               &spec->count,
                               &error))
    return xp_ctl_fail (error);
  if (!take_counts (ctl, &spec->count))
    return XP_EXIT_USAGE;
  const int no = xp_motion_work_add (desk, round->uid, spec, &error);
  if (no == 0)
    return xp_ctl_fail (error);
  g_autofree char *outcome = xp_vote_count_dup_outcome (&spec->count, spec->majority);
  g_autofree char *words = xp_motion_dup_words (round, spec);
  fprintf (stderr, "记下了第%d次表决“%s”：%s。\n", no, words, outcome);
  return XP_EXIT_DONE;
}

static int
add (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  const char *household = xp_args_get (ctl->args, "--household");
  const char *majority = xp_args_get (ctl->args, "--majority");
  XpMotionSpec spec = {.words = xp_args_get (ctl->args, "--words")};
  if (!xp_motion_what_from_text (xp_args_get (ctl->args, "--about"), &spec.what))
    return xp_ctl_usage (&XP_CTL_MOTION,
                         "请用 --about 写上什么事：同分去留、另行评议、暂缓、改分、其他。");
  if (majority != NULL && !xp_majority_from_text (majority, &spec.majority))
    return xp_ctl_usage (&XP_CTL_MOTION,
                         "--majority 后面写：实到过半数、应到过半数、实到三分之二。");
  spec.effect = effect_of (ctl, spec.what);
  if (household == NULL && (spec.effect == XP_EFFECT_HOLD || spec.effect == XP_EFFECT_LIFT ||
                            (spec.what != XP_MOTION_TIE && spec.what != XP_MOTION_OTHER)))
    return xp_ctl_usage (&XP_CTL_MOTION, "请用 --household 写上关于哪一户。");

  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  if (loaded == NULL)
    return xp_ctl_fail (error);
  spec.entrant_no = household != NULL ? find_entrant (loaded->round, household) : 0;
  if (household != NULL && spec.entrant_no == 0)
    return XP_EXIT_REFUSED;
  return put_motion (ctl, desk, loaded->round, &spec);
}

static int
remove_motion (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  const char *number = xp_ctl_word (ctl, 3);
  g_autoptr (GError) error = NULL;
  if (number == NULL)
    return xp_ctl_usage (&XP_CTL_MOTION, "请写上是第几次表决。");
  return xp_motion_work_remove (desk, uid, (int) g_ascii_strtoll (number, NULL, 10), &error)
           ? XP_EXIT_DONE
           : xp_ctl_fail (error);
}

static const struct {
  const char *name;
  int (*run) (const XpCtl *ctl, XpDesk *desk, int64_t uid);
  bool is_look;
} WAYS[] = {{"list", list, true},
            {"agenda", list_agenda, true},
            {"add", add, false},
            {"remove", remove_motion, false}};

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0), *path = xp_ctl_word (ctl, 1);
  const char *number = xp_ctl_word (ctl, 2);
  if (what == NULL || path == NULL || number == NULL)
    return xp_ctl_usage (&XP_CTL_MOTION,
                         "请写上 list、agenda、add 或 remove、资料文件、第几次评选。");
  for (size_t i = 0; i < G_N_ELEMENTS (WAYS); i++) {
    if (strcmp (WAYS[i].name, what) != 0)
      continue;
    g_autoptr (XpDesk) desk = WAYS[i].is_look ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
    const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
    return uid != 0 ? WAYS[i].run (ctl, desk, uid) : XP_EXIT_REFUSED;
  }
  return xp_ctl_usage (&XP_CTL_MOTION, "没有 motion %s 这种做法。", what);
}

const XpCtlVerb XP_CTL_MOTION = {
  "motion",
  "评议会：还有什么要定，记表决",
  "  xiangpingctl motion agenda 资料 第几次          同分、暂缓、没碰上人、评委差得大的\n"
  "  xiangpingctl motion list 资料 第几次\n"
  "  xiangpingctl motion add 资料 第几次 --about 什么事 --for 票数 [--household 编号]\n"
  "      [--members 9] [--present 7] [--against 1] [--abstained 0] [--recused 1]\n"
  "      [--majority 实到过半数] [--words 议题] [--in 编号,编号] [--hold|--lift]\n"
  "      赞成、反对、弃权、回避加起来要等于实到；同分去留通过以后就按它定\n"
  "  xiangpingctl motion remove 资料 第几次 第几次表决\n",
  OPTIONS,
  run,
};
