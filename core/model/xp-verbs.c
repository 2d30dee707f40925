/* The table of verbs. A name is hashed into the chain and stands in books for ever: rows are added,
 * never renamed. */
#include <string.h>

#include "xp-act.h"

static const XpVerb VERBS[] = {
  /* Without its village a book is nothing: another book is made instead. */
  {XP_VERB_MAKE_BOOK, "建本村资料", XP_UNDO_NEVER, false},
  {XP_VERB_IMPORT_ROSTER, "导入名单", XP_UNDO_FREE, false},
  {XP_VERB_EDIT_HOUSEHOLD, "改农户", XP_UNDO_FREE, false},
  {XP_VERB_IMPORT_RUBRIC, "放进评分表", XP_UNDO_FREE, false},
  {XP_VERB_OPEN_ROUND, "新开一次评选", XP_UNDO_FREE, false},
  {XP_VERB_EDIT_ROUND, "改评选的准备", XP_UNDO_FREE, false},
  {XP_VERB_PUT_MARK, "打分", XP_UNDO_FREE, false},
  {XP_VERB_CLOSE_SHEET, "一户打完", XP_UNDO_FREE, false},
  {XP_VERB_REOPEN_SHEET, "重开一户", XP_UNDO_FREE, false},
  {XP_VERB_SET_STATE, "记状态", XP_UNDO_FREE, false},
  {XP_VERB_IMPORT_MARKS, "导入分数", XP_UNDO_FREE, false},
  {XP_VERB_DECIDE_CUT, "定同分去留", XP_UNDO_FREE, false},
  {XP_VERB_STAGE, "进到下一步", XP_UNDO_WITH_REASON, false},
  {XP_VERB_STAGE_BACK, "退回上一步", XP_UNDO_WITH_REASON, true},
  {XP_VERB_SETTINGS, "改本村设置", XP_UNDO_FREE, false},
  {XP_VERB_ADD_HOUSEHOLD, "新增农户", XP_UNDO_FREE, false},
  {XP_VERB_SPLIT_HOUSEHOLD, "分户", XP_UNDO_FREE, false},
  {XP_VERB_MERGE_HOUSEHOLDS, "合户", XP_UNDO_FREE, false},
  {XP_VERB_CHANGE_HEAD, "换户主", XP_UNDO_FREE, false},
  {XP_VERB_MOVE_GROUP, "改组", XP_UNDO_FREE, false},
  {XP_VERB_RENUMBER, "改编号", XP_UNDO_FREE, false},
  {XP_VERB_HOUSEHOLD_STATE, "改住户状态", XP_UNDO_FREE, false},
  {XP_VERB_NAMING, "记愿不愿意上榜", XP_UNDO_FREE, false},
  {XP_VERB_ADD_PERSON, "新增村民", XP_UNDO_FREE, false},
  {XP_VERB_EDIT_PERSON, "改村民", XP_UNDO_FREE, false},
  {XP_VERB_REMOVE_PERSON, "去掉村民", XP_UNDO_FREE, false},
  {XP_VERB_TELL_APART, "定为两户", XP_UNDO_FREE, false},
  {XP_VERB_OBJECTION, "记一条意见", XP_UNDO_FREE, false},
  {XP_VERB_ANSWER, "答复意见", XP_UNDO_FREE, false},
  /* With Ctrl+Z anybody could take away what guards a name. */
  {XP_VERB_TYPIST, "改录入人", XP_UNDO_WITH_REASON, false},
  {XP_VERB_HANDOVER, "换届移交", XP_UNDO_WITH_REASON, false},
  {XP_VERB_UPGRADE, "资料升级", XP_UNDO_NEVER, false},
  {XP_VERB_MERGE, "合并另一台电脑录的", XP_UNDO_WITH_REASON, false},
  {XP_VERB_EDIT_RUBRIC, "改评分表", XP_UNDO_FREE, false},
  {XP_VERB_BALLOTS, "记计票结果", XP_UNDO_FREE, false},
  {XP_VERB_WITHDRAW_TITLE, "摘牌", XP_UNDO_WITH_REASON, true},
  {XP_VERB_LEDGER_YEAR, "改积分年度", XP_UNDO_FREE, false},
  {XP_VERB_LEDGER_EVENT, "记积分", XP_UNDO_FREE, false},
  {XP_VERB_GOODS, "改兑换物品", XP_UNDO_FREE, false},
  {XP_VERB_REDEEM, "积分兑换", XP_UNDO_FREE, false},
  {XP_VERB_LEDGER_CLOSE, "积分年度结账", XP_UNDO_WITH_REASON, false},
  {XP_VERB_SECOND_ENTRY, "定再录一遍", XP_UNDO_FREE, false},
  {XP_VERB_SETTLE, "核对两遍", XP_UNDO_FREE, false},
  {XP_VERB_ATTENDANCE, "签到", XP_UNDO_FREE, false},
  {XP_VERB_RECUSE, "记回避", XP_UNDO_FREE, false},
  {XP_VERB_ROTA, "定分组互评", XP_UNDO_FREE, false},
  {XP_VERB_MOVE_MARKS, "分移到另一户", XP_UNDO_FREE, false},
  {XP_VERB_COPY_MARKS, "照上次的录", XP_UNDO_FREE, false},
  {XP_VERB_CORRECT, "评议时改分", XP_UNDO_WITH_REASON, true},
  {XP_VERB_MOTION, "记一次表决", XP_UNDO_FREE, false},
  {XP_VERB_DELIBERATION, "记评议", XP_UNDO_FREE, false},
  {XP_VERB_MINUTES, "改会议记录", XP_UNDO_FREE, false},
  {XP_VERB_RESTORE_TITLE, "恢复称号", XP_UNDO_WITH_REASON, true},
  {XP_VERB_VOID_CERTIFICATE, "证书作废", XP_UNDO_WITH_REASON, true},
  {XP_VERB_REISSUE_CERTIFICATE, "换发证书", XP_UNDO_WITH_REASON, false},
  {XP_VERB_PRINTED, "登记证书打印", XP_UNDO_WITH_REASON, false},
  {XP_VERB_RECEIVED, "登记证书领取", XP_UNDO_FREE, false},
  {XP_VERB_MEND_CERTIFICATES, "更正证书登记", XP_UNDO_WITH_REASON, true},
  {XP_VERB_FORGET, "忘掉个人信息", XP_UNDO_NEVER, false},
};

const XpVerb *
xp_verb_lookup (const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS (VERBS); i++)
    if (strcmp (VERBS[i].name, name) == 0)
      return &VERBS[i];
  return NULL;
}
