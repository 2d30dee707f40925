#include "xp-ctl.h"

#include "xp-font-list.h"

#include <stdio.h>

static void
add_lack (XpListing *listing, const XpFontListLine *line, const XpFontListLack *lack)
{
  if (line->has_han) {
    xp_listing_add_int (listing, (gint64) lack->n_others);
    xp_listing_add_int (listing, (gint64) lack->n_none);
  } else {
    xp_listing_add (listing, "");
    xp_listing_add (listing, "");
  }
}

static int
run (const XpCtl *ctl)
{
  if (ctl->args->n_words > 0)
    return xp_ctl_usage (&XP_CTL_FONTS, "这条命令后面不用写别的。");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) skipped = NULL;
  g_autoptr (GPtrArray) lines = xp_font_list_new (&skipped, &error);
  if (lines == NULL)
    return xp_ctl_fail (error);

  g_autoptr (XpListing) listing = xp_listing_new (
    "part,font,common_other,common_none,rare_other,rare_none,amendment_other,amendment_none");
  for (guint i = 0; i < lines->len; i++) {
    const XpFontListLine *line = lines->pdata[i];
    xp_listing_add (listing, line->role);
    xp_listing_add (listing, line->file);
    add_lack (listing, line, &line->common);
    add_lack (listing, line, &line->rare);
    add_lack (listing, line, &line->amendment);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  for (guint i = 0; i < skipped->len; i++)
    fprintf (stderr, "%s\n", (const char *) skipped->pdata[i]);
  return XP_EXIT_DONE;
}

const XpCtlVerb XP_CTL_FONTS = {
  "fonts",
  "打印用的字体：标题、正文各用哪一种，GB 18030—2022 的汉字还缺多少",
  "  xiangpingctl fonts\n"
  "  common 是基本汉字和扩展A，rare 是其余生僻字，amendment 是第1号修改单增加的；\n"
  "  other 是由别的字体补的字数，none 是哪种字体都没有、打不出的字数\n"
  "  蒙文一行空着，就是这台电脑上没有能印蒙古文的字体\n",
  NULL,
  run,
};
