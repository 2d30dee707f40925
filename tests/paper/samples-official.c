/* samples-official.c: official papers. */
#include "samples.h"

#include "xp-letter-sheet.h"
#include "xp-mongolian.h"

static void
sample_report (XpFontBook *fonts, const char *folder)
{
  static const char *const BODY[] = {
    "根据《中华人民共和国村民委员会组织法》第二十七条和《磴口县“干净人家”统一评分标准》（2026年版），"
    "我村于2026年10月8日至10月26日修订了《永胜村村规民约》。现将有关情况报告如下。",
    "一、修订经过",
    "（一）征求意见。10月8日至12日发出意见征询表412份，收回387份，收回率93.9%；提出意见的有121户，"
    "逐条研究后采纳46条、部分采纳18条，未采纳的都当面说明了理由。",
    "（二）提请审核。10月14日把草案送巴彦高勒镇人民政府审核，10月17日收到审核意见3条，已全部照改："
    "删去了罚款的条文，补上了复核的办法，把“必须参加”改为“提倡参加”。",
    "（三）表决通过。10月24日召开村民会议，应到968人，实到702人，赞成689人，反对6人，弃权7人，"
    "以到会人员的过半数通过；回避3人（李𬱖、欧阳修文、敖登格日勒其其格）。",
    "二、主要内容",
    "全文共6章30条。新写进去的有三项：",
    "1.房前屋后、柴草堆放、畜禽圈养的做法和标准，每季度入户评一次。",
    "2.红白事从简，烟每盒不超过20元、酒每瓶不超过60元；随礼不超过200元。",
    "3.评委的产生、回避和任期。与本户有亲属关系的评委不打这一户的分（3.5的说法以附件为准）。",
    "三、张贴与施行",
    "10月26日在公告栏张贴，并发到每一户；自2026年11月1日起施行。上一版同时停用。",
    NULL};
  static const char *const ATTACHMENTS[] = {
    "永胜村村规民约",
    "村民会议记录和签到表",
    "2026年10月8日至12日意见征询汇总表（含各组收回份数、逐条采纳情况和未采纳的理由）",
    NULL};
  static const char *const RULES[] = {"一、房前屋后",
                                      "第一条　门前三包，院内分区，柴草入棚。",
                                      "第二条　畜禽圈养，粪污每日清理，不堆在路上。",
                                      "二、红白事",
                                      "第三条　红白事报村民理事会登记，由理事会帮忙。",
                                      NULL};
  static const XpLetterAttachment ENCLOSURE = {"永胜村村规民约", RULES};
  static const char *const NAMES[] = {"李𬱖", "欧阳修文", "敖登格日勒其其格", NULL};
  const XpLetterSheet sheet = {
    .number = "永胜村报〔2026〕3号",
    .title = "永胜村村民委员会关于报送《永胜村村规民约》备案的报告",
    .addressee = "巴彦高勒镇人民政府：",
    .body = BODY,
    .closing = "特此报告。",
    .attachments = ATTACHMENTS,
    .issuer = "永胜村村民委员会",
    .date = "2026年10月27日",
    .remark = "联系人：王秀英，电话：0478-1234567",
    .enclosures = &ENCLOSURE,
    .n_enclosures = 1,
    .names = NAMES,
  };
  GError *error = NULL;
  sample_save (xp_letter_sheet_render (&sheet, fonts, NULL, NULL, &error),
               folder,
               "letter.pdf",
               error);
}

static void
sample_brief (XpFontBook *fonts, const char *folder)
{
  static const char *const SHORT[] = {"现将我村《永胜村村规民约（草案）》送上，请予审核。", NULL};
  const XpLetterSheet brief = {
    .title = "关于提请审核《永胜村村规民约（草案）》的函",
    .addressee = "巴彦高勒镇人民政府：",
    .body = SHORT,
    .closing = "妥否，请函复。",
    .attachments = (const char *const[]){"永胜村村规民约（草案）", NULL},
    .issuer = "巴彦高勒镇哈拉图嘎查村民委员会",
    .date = "2026年10月14日",
  };
  GError *error = NULL;
  sample_save (xp_letter_sheet_render (&brief, fonts, NULL, NULL, &error),
               folder,
               "letter-short.pdf",
               error);
}

void
sample_letters (XpFontBook *fonts, const char *folder)
{
  sample_report (fonts, folder);
  sample_brief (fonts, folder);
}

/* 蒙左汉右: two columns of Mongolian beside the Chinese they stand for. */
void
sample_mongolian (XpFontBook *fonts, const char *folder)
{
  static const char TEXT[] = "\u182e\u1823\u1829\u182d\u1823\u182f \u182c\u1821\u182f\u1821\n"
                             "\u182e\u1823\u1829\u182d\u1823\u182f \u182a\u1822\u1834\u1822\u182d";
  static const XpMongolianForm FORM = {40, 120, 24};
  GError *error = NULL;
  if (!xp_mongolian_check (fonts, TEXT, &error)) {
    g_printerr ("%s\n", error->message);
    g_error_free (error);
    return;
  }
  XpPdf *pdf = xp_pdf_new (fonts, "蒙文", "永胜村", &error);
  xp_pdf_add_page (pdf, 297, 210);
  g_autoptr (GPtrArray) columns = xp_mongolian_set (fonts, &FORM, TEXT);
  const double right_mm = xp_mongolian_draw (fonts, &FORM, pdf, columns, 40, 40);
  xp_pdf_draw_text (pdf, XP_FACE_TITLE, 36, right_mm + 30, 80, XP_ANCHOR_LEFT, "蒙古语");
  xp_pdf_draw_text (pdf, XP_FACE_TITLE, 36, right_mm + 30, 110, XP_ANCHOR_LEFT, "蒙古文");
  sample_save (xp_pdf_finish (pdf, &error), folder, "mongolian.pdf", error);
  xp_pdf_free (pdf);
}
