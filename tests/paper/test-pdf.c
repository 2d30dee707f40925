#include <glib.h>
#include "xp-pdf.h"
#include "xp-paper-save.h"
static void t(void){
  g_autoptr(GError) e=NULL; g_autoptr(XpFontBook) f=xp_font_book_new(&e); g_assert_no_error(e);
  g_autoptr(XpPdf) p=xp_pdf_new(f,"干净人家𬱖","永胜村",&e); g_assert_no_error(e);
  xp_pdf_add_page(p,210,297);
  xp_pdf_draw_text(p,XP_FACE_TITLE,22,105,40,XP_ANCHOR_CENTRE,"永胜村“干净人家”——公示……𬱖𠅤㛃䶮");
  xp_pdf_draw_text(p,XP_FACE_KAI,22,105,60,XP_ANCHOR_CENTRE,"永胜村“干净人家”——公示……𬱖𠅤㛃䶮2026年");
  XpTextStyle s={.face=XP_FACE_BODY,.size_pt=16,.measure_pt=156*XP_PT_PER_MM,.indent_em=2,.flags=XP_TEXT_SQUEEZES|XP_TEXT_JUSTIFIES};
  g_autoptr(GPtrArray) l=xp_layout_paragraph(f,&s,"根据《永胜村村规民约》和《磴口县“干净人家”统一评分标准》，村规民约评委会于2026年10月8日至10日逐户查看、当场打分，共评412户，评议会议于10月11日审定。现将拟评为“干净人家”的123户公布如下，请乡亲们监督。");
  for(guint i=0;i<l->len;i++) xp_pdf_draw_line(p,l->pdata[i],28,80+i*10.2,XP_ANCHOR_LEFT);
  g_autoptr(GBytes) b=xp_pdf_finish(p,&e); g_assert_no_error(e);
  g_assert_true(xp_paper_save(b,"/tmp/xp/smoke.pdf",&e)); g_assert_no_error(e);
}
int main(int c,char**v){g_test_init(&c,&v,NULL);g_test_add_func("/pdf/smoke",t);return g_test_run();}
