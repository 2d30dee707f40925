/* The table of kinds: what a book can hold. It says the same as core/book/sql; /book/schema
 * compares the two. A column that is added later gets a default and stands behind the others. */
#include <string.h>

#include "xp-record.h"

/* clang-format off */
#define KEY_INT(name, title) {name, title, XP_COLUMN_INT, true, false, 0, NULL}
#define KEY_TEXT(name, title) {name, title, XP_COLUMN_TEXT, true, false, 0, NULL}
#define INT(name, title, value) {name, title, XP_COLUMN_INT, false, false, value, NULL}
#define INT_OR_NONE(name, title) {name, title, XP_COLUMN_INT, false, true, 0, NULL}
#define TEXT(name, title, value) {name, title, XP_COLUMN_TEXT, false, false, 0, value}
#define TEXT_OR_NONE(name, title) {name, title, XP_COLUMN_TEXT, false, true, 0, NULL}
#define SECRET(name, title) {name, title, XP_COLUMN_SECRET, false, true, 0, NULL}

static const XpColumn VILLAGE[] = {
  KEY_INT ("village_uid", "本村"),
  TEXT ("name", "村名", NULL),
  TEXT ("short_name", "简称", NULL),
  TEXT_OR_NONE ("township", "乡镇"),
  TEXT_OR_NONE ("county", "县"),
  TEXT ("unit_word", "组的叫法", "组"),
  TEXT_OR_NONE ("issuer", "落款"),
};

static const XpColumn GROUP[] = {
  KEY_INT ("group_uid", "组"),
  INT ("number", "次序", 0),
  TEXT ("name", "组名", NULL),
};

static const XpColumn HOUSEHOLD[] = {
  KEY_INT ("household_uid", "农户"),
  INT ("number", "编号", 0),
  TEXT_OR_NONE ("village_code", "户号"),
  INT_OR_NONE ("group_uid", "组"),
  TEXT_OR_NONE ("door", "门牌"),
  TEXT ("head", "户主", NULL),
  TEXT_OR_NONE ("told_apart_by", "区别名"),
  INT_OR_NONE ("people", "人口"),
  INT_OR_NONE ("residents", "常住人口"),
  TEXT ("state", "住户状态", "present"),
  INT ("is_head_dead", "户主已故", 0),
  TEXT ("naming", "愿不愿意上榜", "not-asked"),
  INT_OR_NONE ("came_from_uid", "从哪户分出"),
  SECRET ("phone_secret", "电话"),
  SECRET ("id_secret", "身份证后四位"),
  SECRET ("remark_secret", "备注"),
  SECRET ("tags_secret", "内部标记"),
};

static const XpColumn PERSON[] = {
  KEY_INT ("person_uid", "村民"),
  INT ("household_uid", "农户", 0),
  INT ("number", "户内编号", 0),
  TEXT ("name", "姓名", NULL),
  TEXT_OR_NONE ("sex", "性别"),
  TEXT_OR_NONE ("relation", "与户主关系"),
  TEXT ("naming", "愿不愿意上榜", "not-asked"),
  SECRET ("id_secret", "身份证后四位"),
};

static const XpColumn RUBRIC[] = {
  KEY_TEXT ("id", "评分表"),
  KEY_INT ("version", "版次"),
  INT ("number", "次序", 0),
  TEXT ("text", "内容", NULL),
  TEXT ("sha256", "校验值", NULL),
};

static const XpColumn ROUND[] = {
  KEY_INT ("round_uid", "评选"),
  INT ("number", "编号", 0),
  TEXT ("name", "名称", NULL),
  TEXT ("stage", "进度", "draft"),
  TEXT ("rubric_id", "评分表", NULL),
  INT ("rubric_version", "评分表版次", 0),
  TEXT ("combine", "合成办法", NULL),
  INT ("n_marks_needed", "去高低至少要几人", 5),
  TEXT ("too_few", "人数不够时", "mean"),
  TEXT ("rounding", "取整", "half-away"),
  INT_OR_NONE ("line_hundredths", "等次线"),
  TEXT_OR_NONE ("quota", "名额"),
  TEXT ("quota_base", "名额基数", "scored"),
  TEXT ("quota_rounding", "名额取整", "down"),
  TEXT ("tie_breakers", "同分办法", "[]"),
  INT ("notice_length", "公示天数", 5),
  TEXT ("notice_counts", "公示按什么算", "workdays"),
  TEXT_OR_NONE ("opened_on", "开始日"),
  TEXT_OR_NONE ("posted_on", "张贴日"),
  TEXT_OR_NONE ("notice_from_on", "公示首日"),
  TEXT_OR_NONE ("notice_until_on", "公示末日"),
  TEXT_OR_NONE ("published_on", "公布日"),
  TEXT ("weights", "几方的比重", ""),
  TEXT_OR_NONE ("usual_form", "平时分的评分表"),
  INT ("usual_bp", "平时分的比重", 0),
  INT ("spread_hundredths", "相差多少要再议", 1000),
  TEXT ("apportion", "名额怎样分给各组", "largest-remainder"),
  INT ("is_one_per_household", "一户只评一人", 0),
  INT ("n_registered", "开评时总户数", 0),
  INT ("n_resident", "开评时常住户数", 0),
  INT ("is_own_group_recused", "本组回避", 0),
  TEXT ("quorum", "到多少人才能开会", "2/3"),
};

static const XpColumn JUDGE[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("judge_no", "评委"),
  TEXT ("name", "姓名", NULL),
  INT_OR_NONE ("person_uid", "村民"),
  INT ("is_absent", "缺席", 0),
  TEXT ("body", "哪一方", ""),
};

static const XpColumn ENTRANT[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("entrant_no", "参评户"),
  INT ("household_uid", "农户", 0),
  INT_OR_NONE ("person_uid", "村民"),
  TEXT ("list", "组别", ""),
  INT ("is_withheld", "参评不挂牌", 0),
};

static const XpColumn TAKEN_OVER[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("entrant_no", "参评户"),
  KEY_TEXT ("what", "用到什么"),
  INT ("from_round_uid", "来自评选", 0),
  INT ("from_result_no", "来自结果", 0),
  TEXT ("value", "内容", NULL),
};

static const XpColumn ENTRANT_STATE[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("entrant_no", "参评户"),
  TEXT ("state", "状态", NULL),
  SECRET ("reason_secret", "原因"),
};

static const XpColumn RECUSAL[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("entrant_no", "参评户"),
  KEY_INT ("judge_no", "评委"),
  TEXT ("source", "由谁提出", NULL),
  SECRET ("relation_secret", "关系"),
};

static const XpColumn SHEET[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("entrant_no", "参评户"),
  KEY_INT ("judge_no", "评委"),
  KEY_INT ("entry", "第几遍"),
};

static const XpColumn MARK[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("entrant_no", "参评户"),
  KEY_INT ("judge_no", "评委"),
  KEY_INT ("item_at", "评分项"),
  KEY_INT ("entry", "第几遍"),
  INT_OR_NONE ("entered", "记分"),
  INT ("is_not_applicable", "不适用", 0),
  TEXT_OR_NONE ("words", "说明"),
  TEXT_OR_NONE ("photo", "照片号"),
};

static const XpColumn CUT_DECISION[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("entrant_no", "参评户"),
  INT ("is_in", "进不进", 0),
  TEXT ("decided_by", "怎样定的", NULL),
  TEXT_OR_NONE ("seed", "抽签号"),
};

static const XpColumn RESULT[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("result_no", "结果"),
  TEXT ("purpose", "用途", NULL),
  TEXT ("text", "内容", NULL),
  TEXT ("sha256", "校验值", NULL),
};

static const XpColumn CERTIFICATE[] = {
  KEY_INT ("certificate_uid", "证书"),
  INT ("round_uid", "评选", 0),
  INT ("entrant_no", "参评户", 0),
  INT ("year", "年份", 0),
  INT ("round_in_year", "当年第几次", 0),
  INT ("serial", "序号", 0),
  INT ("is_void", "作废", 0),
  TEXT_OR_NONE ("name", "证上姓名"),
  INT_OR_NONE ("replaces_uid", "换下的证书"),
  TEXT_OR_NONE ("issued_on", "换发日"),
  TEXT_OR_NONE ("voided_on", "作废日"),
  TEXT_OR_NONE ("void_why", "作废原因"),
  TEXT_OR_NONE ("received_on", "领取日"),
  TEXT_OR_NONE ("received_by", "代领人"),
};

static const XpColumn CERTIFICATE_PRINTING[] = {
  KEY_INT ("certificate_uid", "证书"),
  KEY_INT ("printing_no", "第几回印"),
  TEXT ("on_day", "哪天", NULL),
  INT ("is_spoiled", "废张", 0),
  TEXT_OR_NONE ("why", "原因"),
};

static const XpColumn CERTIFICATE_STOCK[] = {
  KEY_TEXT ("name", "套打的纸"),
  INT ("width_hundredths", "宽", 0),
  INT ("height_hundredths", "高", 0),
  TEXT ("places", "位置", NULL),
};

static const XpColumn CALENDAR_DAY[] = {
  KEY_TEXT ("day", "日期"),
  INT ("is_workday", "上班", 0),
  TEXT ("label", "说明", NULL),
};

static const XpColumn WORDING[] = {
  KEY_TEXT ("document", "文书"),
  TEXT ("text", "文字", NULL),
};

static const XpColumn APART[] = {
  KEY_INT ("first_uid", "一户"),
  KEY_INT ("second_uid", "另一户"),
};

static const XpColumn HOUSEHOLD_EVENT[] = {
  KEY_INT ("household_uid", "农户"),
  KEY_INT ("event_no", "第几件"),
  TEXT ("what", "什么事", NULL),
  TEXT ("on_day", "哪天起", NULL),
  INT ("other_uid", "另一户", 0),
};

static const XpColumn PERSON_CONSENT[] = {
  KEY_INT ("person_uid", "村民"),
  TEXT ("taking_part", "参评意愿", "not-asked"),
};

static const XpColumn OBJECTION[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("objection_no", "第几条"),
  TEXT ("received_on", "收到日", NULL),
  TEXT ("due_on", "答复期限", NULL),
  INT_OR_NONE ("entrant_no", "参评户"),
  SECRET ("by_secret", "提出人"),
  SECRET ("words_secret", "意见"),
  TEXT ("first_checker", "核查人", NULL),
  TEXT ("second_checker", "第二核查人", NULL),
  TEXT ("outcome", "结论", "open"),
  SECRET ("answer_secret", "答复"),
  TEXT_OR_NONE ("answered_on", "答复日"),
};

static const XpColumn UPGRADE[] = {
  KEY_INT ("version", "版本"),
  INT ("from_version", "原来的版本", 0),
};

static const XpColumn TYPIST[] = {
  KEY_TEXT ("name", "姓名"),
  SECRET ("pin_secret", "口令"),
  INT ("is_retired", "已移交", 0),
};

static const XpColumn HANDOVER[] = {
  KEY_INT ("handover_uid", "移交"),
  TEXT ("on_day", "哪天", NULL),
  TEXT ("from_name", "移交人", NULL),
  TEXT ("to_name", "接手人", NULL),
};

static const XpColumn FORGOTTEN[] = {
  KEY_TEXT ("owner_kind", "哪一类"),
  KEY_TEXT ("owner_key", "谁的"),
  TEXT ("on_day", "哪天", NULL),
};

static const XpColumn BALLOTS[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("item_at", "评分项"),
  INT ("n_issued", "发出票数", 0),
  INT ("n_returned", "收回票数", 0),
  INT ("n_spoilt", "废票", 0),
};

static const XpColumn TITLE_WITHDRAWAL[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("entrant_no", "参评户"),
  TEXT ("on_day", "哪天", NULL),
  TEXT_OR_NONE ("barred_until", "停评到哪天"),
};

static const XpColumn LEDGER_YEAR[] = {
  KEY_INT ("year", "年份"),
  TEXT ("rubric_id", "评分表", NULL),
  INT ("rubric_version", "评分表版次", 0),
  TEXT_OR_NONE ("closed_on", "结账日"),
  INT ("is_carried", "结余带入下年", 0),
};

static const XpColumn LEDGER_EVENT[] = {
  KEY_INT ("event_uid", "记分"),
  INT ("year", "年份", 0),
  INT ("household_uid", "农户", 0),
  INT_OR_NONE ("person_uid", "村民"),
  TEXT ("item_no", "评分项", NULL),
  TEXT ("on_day", "哪天", NULL),
  INT ("amount", "数量", 1),
  INT_OR_NONE ("points_hundredths", "议定分"),
  INT ("is_warning", "只登记劝告", 0),
  TEXT_OR_NONE ("proof", "凭据"),
  SECRET ("remark_secret", "备注"),
  INT_OR_NONE ("reverses_uid", "冲销哪一笔"),
};

static const XpColumn GOODS[] = {
  KEY_INT ("goods_uid", "物品"),
  INT ("number", "编号", 0),
  TEXT ("name", "品名", NULL),
  INT ("price_hundredths", "要几分", 0),
  INT ("is_withdrawn", "不再兑换", 0),
};

static const XpColumn GOODS_DELIVERY[] = {
  KEY_INT ("delivery_uid", "进货"),
  INT ("goods_uid", "物品", 0),
  INT ("count", "件数", 0),
  TEXT ("on_day", "哪天", NULL),
};

static const XpColumn REDEMPTION[] = {
  KEY_INT ("redemption_uid", "兑换"),
  INT ("year", "年份", 0),
  INT ("household_uid", "农户", 0),
  INT ("goods_uid", "物品", 0),
  INT ("count", "件数", 0),
  INT ("points_hundredths", "用了几分", 0),
  TEXT ("on_day", "哪天", NULL),
  INT ("is_reversed", "已退回", 0),
};

static const XpColumn LEDGER_CARRY[] = {
  KEY_INT ("year", "年份"),
  KEY_INT ("household_uid", "农户"),
  INT ("points_hundredths", "上年结余", 0),
};

static const XpColumn LEDGER_TAKEN[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("entrant_no", "参评户"),
  KEY_TEXT ("what", "用到什么"),
  INT ("value", "数值", 0),
};

static const XpColumn SECOND_ENTRY[] = {
  KEY_INT ("round_uid", "评选"),
  INT ("n_drawn", "抽几户", 0),
  TEXT ("seed", "抽签号", ""),
};

static const XpColumn SETTLEMENT[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("entrant_no", "参评户"),
  KEY_INT ("judge_no", "评委"),
  KEY_INT ("item_at", "评分项"),
  TEXT ("first", "第一遍", ""),
  TEXT ("second", "第二遍", ""),
  TEXT ("settled", "照纸上", ""),
};

static const XpColumn ATTENDANCE[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("judge_no", "评委"),
  KEY_INT ("stay_no", "第几次到"),
  TEXT ("came_at", "到的时间", NULL),
  TEXT_OR_NONE ("left_at", "走的时间"),
};

static const XpColumn ROTA[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("group_uid", "组"),
  KEY_INT ("judge_no", "评委"),
};

static const XpColumn MOTION[] = {
  KEY_INT ("round_uid", "评选"),
  KEY_INT ("motion_no", "第几次表决"),
  TEXT ("on_day", "哪天", NULL),
  TEXT ("what", "什么事", NULL),
  INT_OR_NONE ("entrant_no", "参评户"),
  TEXT ("words", "议题", NULL),
  TEXT ("majority", "怎样算通过", "present"),
  INT ("n_members", "应到", 0),
  INT ("n_present", "实到", 0),
  INT ("n_for", "赞成", 0),
  INT ("n_against", "反对", 0),
  INT ("n_abstained", "弃权", 0),
  INT ("n_recused", "回避", 0),
  INT ("is_carried", "通过", 0),
};

static const XpColumn DELIBERATION[] = {
  KEY_INT ("deliberation_uid", "评议"),
  TEXT ("mode", "哪一种", NULL),
  TEXT ("on_day", "哪天", NULL),
  INT_OR_NONE ("round_uid", "评选"),
  INT_OR_NONE ("household_uid", "农户"),
  TEXT_OR_NONE ("item_no", "评分项"),
  TEXT_OR_NONE ("article", "村规民约条文"),
  TEXT ("present", "在场", NULL),
  SECRET ("why_secret", "为什么"),
  SECRET ("said_secret", "怎样说的"),
  SECRET ("decided_secret", "怎样定的"),
  TEXT_OR_NONE ("follower", "跟踪人"),
  TEXT_OR_NONE ("closed_on", "销号日"),
  SECRET ("outcome_secret", "结果"),
};

static const XpColumn REVISIT[] = {
  KEY_INT ("deliberation_uid", "评议"),
  KEY_INT ("revisit_no", "第几次复查"),
  TEXT ("due_on", "复查日", NULL),
  TEXT_OR_NONE ("done_on", "去的那天"),
  SECRET ("found_secret", "看到什么"),
};

static const XpColumn MINUTES[] = {
  KEY_INT ("round_uid", "评选"),
  TEXT_OR_NONE ("place", "地点"),
  TEXT_OR_NONE ("chair", "主持"),
  TEXT_OR_NONE ("recorder", "记录"),
  TEXT ("draft_sha256", "草稿", NULL),
  SECRET ("said_secret", "发言要点"),
  SECRET ("voted_secret", "表决说明"),
  SECRET ("corrected_secret", "改分说明"),
  SECRET ("held_secret", "暂缓说明"),
  SECRET ("chosen_secret", "结果说明"),
  SECRET ("closing_secret", "结束语"),
};

static const XpReference HOUSEHOLD_REFERS[] = {
  {XP_KIND_GROUP, {"group_uid"}},
  {XP_KIND_HOUSEHOLD, {"came_from_uid"}},
};
static const XpReference PERSON_REFERS[] = {{XP_KIND_HOUSEHOLD, {"household_uid"}}};
static const XpReference ROUND_REFERS[] = {{XP_KIND_RUBRIC, {"rubric_id", "rubric_version"}}};
static const XpReference JUDGE_REFERS[] = {
  {XP_KIND_ROUND, {"round_uid"}},
  {XP_KIND_PERSON, {"person_uid"}},
};
static const XpReference ENTRANT_REFERS[] = {
  {XP_KIND_ROUND, {"round_uid"}},
  {XP_KIND_HOUSEHOLD, {"household_uid"}},
  {XP_KIND_PERSON, {"person_uid"}},
};
static const XpReference TAKEN_OVER_REFERS[] = {
  {XP_KIND_ENTRANT, {"round_uid", "entrant_no"}},
  {XP_KIND_RESULT, {"from_round_uid", "from_result_no"}},
};
static const XpReference OF_ENTRANT[] = {{XP_KIND_ENTRANT, {"round_uid", "entrant_no"}}};
static const XpReference CERTIFICATE_REFERS[] = {
  {XP_KIND_ENTRANT, {"round_uid", "entrant_no"}},
  {XP_KIND_CERTIFICATE, {"replaces_uid"}},
};
static const XpReference CERTIFICATE_PRINTING_REFERS[] = {
  {XP_KIND_CERTIFICATE, {"certificate_uid"}},
};
static const XpReference OF_ENTRANT_AND_JUDGE[] = {
  {XP_KIND_ENTRANT, {"round_uid", "entrant_no"}},
  {XP_KIND_JUDGE, {"round_uid", "judge_no"}},
};
static const XpReference RESULT_REFERS[] = {{XP_KIND_ROUND, {"round_uid"}}};

static const XpReference APART_REFERS[] = {
  {XP_KIND_HOUSEHOLD, {"first_uid"}},
  {XP_KIND_HOUSEHOLD, {"second_uid"}},
};
static const XpReference HOUSEHOLD_EVENT_REFERS[] = {
  {XP_KIND_HOUSEHOLD, {"household_uid"}},
  {XP_KIND_HOUSEHOLD, {"other_uid"}},
};
static const XpReference PERSON_CONSENT_REFERS[] = {{XP_KIND_PERSON, {"person_uid"}}};
static const XpReference OBJECTION_REFERS[] = {
  {XP_KIND_ROUND, {"round_uid"}},
  {XP_KIND_ENTRANT, {"round_uid", "entrant_no"}},
};

static const XpReference OF_ROUND[] = {{XP_KIND_ROUND, {"round_uid"}}};
static const XpReference LEDGER_YEAR_REFERS[] = {
  {XP_KIND_RUBRIC, {"rubric_id", "rubric_version"}},
};
static const XpReference LEDGER_EVENT_REFERS[] = {
  {XP_KIND_HOUSEHOLD, {"household_uid"}},
  {XP_KIND_PERSON, {"person_uid"}},
  {XP_KIND_LEDGER_EVENT, {"reverses_uid"}},
};
static const XpReference GOODS_DELIVERY_REFERS[] = {{XP_KIND_GOODS, {"goods_uid"}}};
static const XpReference REDEMPTION_REFERS[] = {
  {XP_KIND_HOUSEHOLD, {"household_uid"}},
  {XP_KIND_GOODS, {"goods_uid"}},
};
static const XpReference ATTENDANCE_REFERS[] = {
  {XP_KIND_JUDGE, {"round_uid", "judge_no"}},
};
static const XpReference ROTA_REFERS[] = {
  {XP_KIND_GROUP, {"group_uid"}},
  {XP_KIND_JUDGE, {"round_uid", "judge_no"}},
};
static const XpReference MOTION_REFERS[] = {
  {XP_KIND_ROUND, {"round_uid"}},
  {XP_KIND_ENTRANT, {"round_uid", "entrant_no"}},
};
static const XpReference DELIBERATION_REFERS[] = {
  {XP_KIND_ROUND, {"round_uid"}},
  {XP_KIND_HOUSEHOLD, {"household_uid"}},
};
static const XpReference REVISIT_REFERS[] = {{XP_KIND_DELIBERATION, {"deliberation_uid"}}};
static const XpReference LEDGER_CARRY_REFERS[] = {{XP_KIND_HOUSEHOLD, {"household_uid"}}};

#define ALONE(name, title, columns, n_key) \
  {name, title, columns, G_N_ELEMENTS (columns), n_key, NULL, 0}
#define REFERRING(name, title, columns, n_key, references) \
  {name, title, columns, G_N_ELEMENTS (columns), n_key, references, G_N_ELEMENTS (references)}

static const XpKindInfo KINDS[] = {
  [XP_KIND_VILLAGE] = ALONE ("village", "本村", VILLAGE, 1),
  [XP_KIND_GROUP] = ALONE ("village_group", "组", GROUP, 1),
  [XP_KIND_HOUSEHOLD] = REFERRING ("household", "农户", HOUSEHOLD, 1, HOUSEHOLD_REFERS),
  [XP_KIND_PERSON] = REFERRING ("person", "村民", PERSON, 1, PERSON_REFERS),
  [XP_KIND_RUBRIC] = ALONE ("rubric", "评分表", RUBRIC, 2),
  [XP_KIND_ROUND] = REFERRING ("round", "评选", ROUND, 1, ROUND_REFERS),
  [XP_KIND_JUDGE] = REFERRING ("judge", "评委", JUDGE, 2, JUDGE_REFERS),
  [XP_KIND_ENTRANT] = REFERRING ("entrant", "参评户", ENTRANT, 2, ENTRANT_REFERS),
  [XP_KIND_TAKEN_OVER] = REFERRING ("taken_over", "上次结果", TAKEN_OVER, 3, TAKEN_OVER_REFERS),
  [XP_KIND_ENTRANT_STATE] = REFERRING ("entrant_state", "状态", ENTRANT_STATE, 2, OF_ENTRANT),
  [XP_KIND_RECUSAL] = REFERRING ("recusal", "回避", RECUSAL, 3, OF_ENTRANT_AND_JUDGE),
  [XP_KIND_SHEET] = REFERRING ("sheet", "打完的表", SHEET, 4, OF_ENTRANT_AND_JUDGE),
  [XP_KIND_MARK] = REFERRING ("mark", "打分", MARK, 5, OF_ENTRANT_AND_JUDGE),
  [XP_KIND_CUT_DECISION] = REFERRING ("cut_decision", "同分去留", CUT_DECISION, 2, OF_ENTRANT),
  [XP_KIND_RESULT] = REFERRING ("result", "结果", RESULT, 2, RESULT_REFERS),
  [XP_KIND_CERTIFICATE] = REFERRING ("certificate", "证书", CERTIFICATE, 1, CERTIFICATE_REFERS),
  [XP_KIND_CALENDAR_DAY] = ALONE ("calendar_day", "日历", CALENDAR_DAY, 1),
  [XP_KIND_WORDING] = ALONE ("wording", "文书用语", WORDING, 1),
  [XP_KIND_APART] = REFERRING ("told_apart", "定为两户", APART, 2, APART_REFERS),
  [XP_KIND_HOUSEHOLD_EVENT] =
    REFERRING ("household_event", "分户合户", HOUSEHOLD_EVENT, 2, HOUSEHOLD_EVENT_REFERS),
  [XP_KIND_PERSON_CONSENT] =
    REFERRING ("person_consent", "参评意愿", PERSON_CONSENT, 1, PERSON_CONSENT_REFERS),
  [XP_KIND_OBJECTION] = REFERRING ("objection", "意见", OBJECTION, 2, OBJECTION_REFERS),
  [XP_KIND_UPGRADE] = ALONE ("upgrade", "升级", UPGRADE, 1),
  [XP_KIND_TYPIST] = ALONE ("typist", "录入人", TYPIST, 1),
  [XP_KIND_HANDOVER] = ALONE ("handover", "换届移交", HANDOVER, 1),
  [XP_KIND_FORGOTTEN] = ALONE ("forgotten", "忘掉", FORGOTTEN, 2),
  [XP_KIND_BALLOTS] = REFERRING ("ballots", "计票结果", BALLOTS, 2, OF_ROUND),
  [XP_KIND_TITLE_WITHDRAWAL] =
    REFERRING ("title_withdrawal", "摘牌", TITLE_WITHDRAWAL, 2, OF_ENTRANT),
  [XP_KIND_LEDGER_YEAR] =
    REFERRING ("ledger_year", "积分年度", LEDGER_YEAR, 1, LEDGER_YEAR_REFERS),
  [XP_KIND_LEDGER_EVENT] =
    REFERRING ("ledger_event", "积分记录", LEDGER_EVENT, 1, LEDGER_EVENT_REFERS),
  [XP_KIND_GOODS] = ALONE ("goods", "兑换物品", GOODS, 1),
  [XP_KIND_GOODS_DELIVERY] =
    REFERRING ("goods_delivery", "物品进出", GOODS_DELIVERY, 1, GOODS_DELIVERY_REFERS),
  [XP_KIND_REDEMPTION] = REFERRING ("redemption", "积分兑换", REDEMPTION, 1, REDEMPTION_REFERS),
  [XP_KIND_LEDGER_CARRY] =
    REFERRING ("ledger_carry", "上年结余", LEDGER_CARRY, 2, LEDGER_CARRY_REFERS),
  [XP_KIND_LEDGER_TAKEN] = REFERRING ("ledger_taken", "用到的积分", LEDGER_TAKEN, 3, OF_ENTRANT),
  [XP_KIND_SECOND_ENTRY] = REFERRING ("second_entry", "再录一遍", SECOND_ENTRY, 1, OF_ROUND),
  [XP_KIND_SETTLEMENT] =
    REFERRING ("settlement", "两遍的核对", SETTLEMENT, 4, OF_ENTRANT_AND_JUDGE),
  [XP_KIND_ATTENDANCE] = REFERRING ("attendance", "签到", ATTENDANCE, 3, ATTENDANCE_REFERS),
  [XP_KIND_ROTA] = REFERRING ("rota", "分组互评", ROTA, 3, ROTA_REFERS),
  [XP_KIND_MOTION] = REFERRING ("motion", "表决", MOTION, 2, MOTION_REFERS),
  [XP_KIND_DELIBERATION] =
    REFERRING ("deliberation", "评议记录", DELIBERATION, 1, DELIBERATION_REFERS),
  [XP_KIND_REVISIT] = REFERRING ("revisit", "复查", REVISIT, 2, REVISIT_REFERS),
  [XP_KIND_MINUTES] = REFERRING ("minutes", "会议记录", MINUTES, 1, OF_ROUND),
  [XP_KIND_CERTIFICATE_PRINTING] = REFERRING ("certificate_printing", "证书打印",
    CERTIFICATE_PRINTING, 2, CERTIFICATE_PRINTING_REFERS),
  [XP_KIND_CERTIFICATE_STOCK] = ALONE ("certificate_stock", "套打的纸", CERTIFICATE_STOCK, 1),
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (KINDS) == XP_N_KINDS);

const XpKindInfo *
xp_kind_get_info (XpKind kind)
{
  return &KINDS[kind];
}

bool
xp_kind_from_name (const char *name, XpKind *out_kind)
{
  for (size_t i = 0; i < G_N_ELEMENTS (KINDS); i++) {
    if (strcmp (KINDS[i].name, name) == 0) {
      *out_kind = (XpKind) i;
      return true;
    }
  }
  return false;
}

int
xp_kind_find_column (XpKind kind, const char *name)
{
  const XpKindInfo *info = &KINDS[kind];
  for (size_t i = 0; i < info->n_columns; i++)
    if (strcmp (info->columns[i].name, name) == 0)
      return (int) i;
  return -1;
}
