#include "xp-help.h"

#include "xp-program-files.h"
#include "xp-text-scale.h"

#include <glib/gi18n.h>
#include <string.h>

/* clang-format off */
static const XpHelpKey MARKS_KEYS[] = {
  {"F6", N_ ("换看法：逐户（一列一位评委）、逐评委（集体）、总表")},
  {N_ ("4 回车 2 回车"), N_ ("第4项2处；在逐户、总表里直接打数 回车")},
  {N_ (". 回车"), N_ ("这一项不适用（总表里记／）")},
  {N_ ("0 回车　Delete"), N_ ("收回这一项")},
  {"+", N_ ("这一户（这张表）记完，报出得分，换下一户")},
  {N_ ("*1 回车　/1 回车"), N_ ("一票否决第1条，资格第1条不符；再按一次收回")},
  {N_ ("- 再按 1 到 6"), N_ ("1 没碰上人　2 本次不参评　3 全家在外\n4 没人住　5 另行评议　6 暂缓　0 收回")},
  {N_ ("- 再按 8"), N_ ("这位评委对这一户回避；再按一次收回")},
  {N_ ("- 再按 回车"), N_ ("给状态写个原因，只留在本村资料里")},
  {N_ ("- 再按 - / * . +"), N_ ("下一个没打的，换评委，换看法，. 17 回车 去第17户，下一户")},
  {N_ ("- 再按 7 9"), N_ ("重复，撤销：只用小键盘也能打一晚上")},
  {N_ ("=　空格"), N_ ("前面打的数再打一次；去下一个没打的")},
  {"F5", N_ ("给这一项写说明和照片号，不上墙")},
  {"F12", N_ ("照上次公示过的录，只填空着的")},
  {"Ctrl+M", N_ ("把这一户的分移到另一户（打错了户）")},
  {N_ ("上下左右　PgUp PgDn"), N_ ("换格，换户；打了一半的先记上")},
  {"F3", N_ ("找人：编号、门牌、姓名、拼音首字母")},
  {N_ ("F2 再按号 回车"), N_ ("换评委；F2 两下换下一位")},
  {"F7", N_ ("计票（评分表里有投票的）")},
  {"F8", N_ ("核对：另一个人再录一遍，两遍不一样的照纸定")},
  {"F9", N_ ("收起、放下左边的名单")},
  {"Ctrl+J", N_ ("签到：评委到了、走了，够不够人")},
  {"Ctrl+H", N_ ("回避：谁不评哪一户")},
  {"Ctrl+G", N_ ("分组互评：哪一组由谁打分")},
  {"Ctrl+L", N_ ("还差什么，回车就到那里")},
  {NULL, NULL},
};
static const XpHelpKey LIST_KEYS[] = {
  {N_ ("F3 或 Ctrl+F"), N_ ("找：编号、门牌、姓名、拼音首字母")},
  {N_ ("上下 回车"), N_ ("选中一行，打开它")},
  {N_ ("Ctrl+V"), N_ ("把在 WPS 里复制的名单粘贴进来")},
  {NULL, NULL},
};
static const XpHelpKey IMPORT_KEYS[] = {
  {N_ ("+　或 回车"), N_ ("看好了，导入：读好以后，键停在“导入”上")},
  {N_ ("Shift+Tab 到表里，上下 回车"), N_ ("这一行怎么办：导入、不要、合并，轮着换")},
  {NULL, NULL},
};
static const XpHelpKey RESULT_KEYS[] = {
  {N_ ("回车"), N_ ("按蓝色的按钮，往下走一步：算分、开会评议、张贴公示、公布结果；键停在那里")},
  {N_ ("Tab 到“会上要定的”，回车"), N_ ("列出还要定的；上下选一件，Tab 到“对选中的表决”，回车")},
  {N_ ("上下"), N_ ("在名单里选一户；Tab 到“重新打开这一户”，回车")},
  {NULL, NULL},
};
static const XpHelpKey MERGE_KEYS[] = {
  {N_ ("1 或 ←"), N_ ("这一处用这边的")},
  {N_ ("2 或 →"), N_ ("这一处用那边的")},
  {N_ ("回车"), N_ ("到下一处没有定的")},
  {NULL, NULL},
};
static const XpHelpKey CHOICE_KEYS[] = {
  {N_ ("上下 回车"), N_ ("选中一行，打开它")},
  {NULL, NULL},
};
static const XpHelpKey LEDGER_KEYS[] = {
  {N_ ("F3 或 Ctrl+F"), N_ ("找：编号、门牌、姓名、拼音首字母")},
  {N_ ("回车"), N_ ("到下一格；打完数量就记上")},
  {NULL, NULL},
};
static const XpHelpKey FORM_KEYS[] = {
  {N_ ("上下 回车"), N_ ("选中一张表打开；表里选中一项，去旁边改它")},
  {"Insert", N_ ("在选中的一项后面加一项")},
  {"Delete", N_ ("删掉选中的一项；调整的表，是收回这一项的改动")},
  {N_ ("Alt+↑　Alt+↓"), N_ ("选中的一项往上、往下移")},
  {"F9", N_ ("放大看印出来的样子")},
  {"Esc", N_ ("从格子回到表上，再按一次回到所有的表")},
  {NULL, NULL},
};
static const XpHelpKey NO_KEYS[] = {{NULL, NULL}};

static const XpHelpKey COMMON_KEYS[] = {
  {N_ ("Alt+1 到 Alt+9"), N_ ("换页：上面一排从左数第几个")},
  {N_ ("Tab　Shift+Tab"), N_ ("到下一个、上一个按钮或格子")},
  {N_ ("Ctrl+Z　Ctrl+Y"), N_ ("撤销，重做（Ctrl+Shift+Z 也行）；关机重开也能撤")},
  {"Ctrl+Alt+Z", N_ ("撤销清单：还能撤哪些，上下选一行，回车就撤到那里")},
  {"F4", N_ ("换人录入")},
  {"F11", N_ ("放大屏：另开一个大字窗口，给投影、电视用，再按一次关")},
  {"F10", N_ ("菜单：备份、字号、打开别的资料")},
  {"F1", N_ ("这一页怎么用")},
  {"Esc", N_ ("关上说明")},
  {NULL, NULL},
};

static const struct {
  const char *page, *title, *text;
  const XpHelpKey *keys;
} PAGES[] = {
  {"home", N_ ("首页"),
   N_ ("这里列着今天要做的事，从上往下做就行：最上面的大按钮接着上回的活；下面是公示还剩几天、有没有意见要答复、"
       "哪些户还没碰上人、最近一次备份是什么时候、现在是谁在录。"), NO_KEYS},
  {"households", N_ ("农户"),
   N_ ("全村的户都在这里。新来一份名单，点“导入名单”，先看读成了什么样，再决定写不写进去。选中一户按回车，"
       "可以改门牌、人口、户主，可以分户、合户、销户，可以问愿不愿意上榜；评上过什么、要摘牌、摘错了要恢复，点“称号”。"
       "改错了按 Ctrl+Z。"), LIST_KEYS},
  {"rounds", N_ ("评选"),
   N_ ("历年的评选都在这里。新开一次只要说清三件事：谁来评，多少分或者多少户能评上，公示几天。"
       "名额写成30%、20户、每社3户都行，合几户当场算给您看。几方评委的比重、平时分、同分谁在先这些，点“更多规定”再填。"
       "开始以前点“看名单”，谁参评、谁不参评、为什么，都列着；评人的表在那里选人。"
       "开始以后规矩就定下来，不再改。谁连着几次评上、谁摘了牌还在停评，看“历年称号”。"), CHOICE_KEYS},
  {"marks", N_ ("打分"),
   N_ ("一个人念，一个人打：先打第几项，回车，再打几处，回车。没有别的了按 +，换下一户。只打查出来的，"
       "没打的就是没有扣。每一笔当场存好，打错了 Ctrl+Z 撤掉，打错了户按 Ctrl+M 移过去。小键盘就够用。"
       "按 F6 换看法：逐户把几位评委的表并排打，总表把所有的户排在一张表里查漏改错。"
       "评分表里有投票的，按 F7 照计票单填发出、收回、废票和各人得票。"
       "怕录错，按 F8：另一个人照纸再录一遍，不一样的看着纸定。"), MARKS_KEYS},
  {"result", N_ ("结果"),
   N_ ("录完了在这里一步一步走：算分、评议、公示、公布。还缺什么、谁同分，这里都说得明白；"
       "打分的时候这里看不到名次。会上要定的点“会上要定的”，表决的六个数要对得上；哪一户要改分，选中它点"
       "“重新打开这一户”，改了会怎样先说给您看。算分以后，“进步户”列出比上一次升得多的；公布以后要摘牌，先选中那一户再点“摘牌”，"
       "牵连到什么会先说清楚，理由只记进修改记录。"), RESULT_KEYS},
  {"print", N_ ("打印"),
   N_ ("左边选要印什么，右边就是印出来的样子。上面几样是这次要用的，别的在“更多表格”里。可以打印，"
       "可以存成 PDF，也可以存成图片发到村里的微信群。纸上的话不合村里的习惯，点“改文字”，一边改一边看，"
       "改坏了随时恢复原样。证书印完会问印到第几张，照实写，中途停了就从下一张续打；补印、作废、换发、"
       "领取都在“登记簿”里记，一个编号只给一次。往买来的封套上印，点“纸、封套、套打”。"), NO_KEYS},
  {"rubrics", N_ ("评分表"),
   N_ ("现有的评分表都在这里，能不能用来开评写在后面。县标准和镇里的表点“调整”，只记改了哪几处，哪一处不行，"
       "当时就说是谁的规矩；别的表“抄一份”再改。打开一张，左边就是纸上的样子：选中一项按回车，在旁边改，改一格存一格，"
       "改错了按 Ctrl+Z；还缺什么，红字写在那一项下面。"), FORM_KEYS},
  {"history", N_ ("修改记录"),
   N_ ("谁，什么时候，把什么由多少改成多少，一笔一笔都在，谁也删不掉。上面写上户、项、评委、录入人或者"
       "哪天，回车，只看对得上的；“全部”回到所有的。墙上的纸对不对，把核对码打进去看。"
       "点“检查资料是否完整”，从头核对一遍。"), NO_KEYS},
  {"deliberation", N_ ("评议记录"),
   N_ ("集中、现场、上门、跟踪，四种评议都记在这里：为什么、谁在场、怎样说的、怎样定的。家里的事只在这里看得到，"
       "印出来的那一页只由评委会留存。定了哪天再去看，到日子首页会提醒；去看过了记上看到什么，了结了就销号，"
       "定不下来的交集中评议。"), LIST_KEYS},
  {"ledger", N_ ("全年积分"),
   N_ ("平时做的好事、犯的规矩，一笔一笔记在这里。上面打户号，回车，打项号，回车，打数量，回车，就记上了；"
       "记完马上能打下一户。记错了不删，选中那一笔“冲销”。评比分管名次，可兑换积分管换东西，换了东西不掉名次。"
       "往年的积分在左上角选年份看，结了账的只能看。"), LEDGER_KEYS},
  {"backup", N_ ("备份与恢复"),
   N_ ("把整份资料另存一份，最好存到U盘上。换电脑、电脑坏了，打开那份备份就和原来一样。选中一份按回车，"
       "先看它和现在的资料差在哪里；要用它代替，现在的资料换个名字留着，不会丢。怕U盘丢了让人看见，可以加口令。"),
   CHOICE_KEYS},
  {"merge", N_ ("合并另一台电脑录的"),
   N_ ("两台电脑分头录的，在这里合到一起。先外借一份拷过去，录完拷回来选中它：收进来哪些，两边哪里不一样，"
       "都列给您看，一处一处定好再合并。谁录的照样记着，合并两遍也不会多出来。"), MERGE_KEYS},
  {"settings", N_ ("设置"),
   N_ ("字大一些、颜色深一些，都在这里换；村名、落款，也在这里写。换人录入、给自己的姓名设口令、换届移交，"
       "也在这里。"), NO_KEYS},
  {"import", N_ ("导入名单"),
   N_ ("名单还没有写进去，先看一眼：上面是每一列读成了什么，不对就改；下面是每一户，有疑问的都写明了"
       "在表格的第几行第几列。看好了按“导入”；导错了按 Ctrl+Z，整批撤掉。"), IMPORT_KEYS},
};
/* clang-format on */

static int
find_page (const char *page)
{
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++)
    if (strcmp (PAGES[i].page, page) == 0)
      return (int) i;
  return -1;
}

char **
xp_help_list_pages (void)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++)
    g_strv_builder_add (names, PAGES[i].page);
  return g_strv_builder_end (names);
}

const char *
xp_help_get_text (const char *page)
{
  const int i = find_page (page);
  return i >= 0 ? _ (PAGES[i].text) : NULL;
}

XpHelpKey *
xp_help_list_keys (const char *page)
{
  const int i = find_page (page);
  GArray *keys = g_array_new (TRUE, TRUE, sizeof (XpHelpKey));
  for (const XpHelpKey *key = i >= 0 ? PAGES[i].keys : NO_KEYS; key->keys != NULL; key++)
    g_array_append_val (keys, *key);
  for (const XpHelpKey *key = COMMON_KEYS; key->keys != NULL; key++)
    g_array_append_val (keys, *key);
  return (XpHelpKey *) (gpointer) g_array_free (keys, FALSE);
}

/* ---- the window ---- */

static void
add_key_row (GtkGrid *grid, int row, const XpHelpKey *key)
{
  GtkWidget *left = gtk_label_new (_ (key->keys)), *right = gtk_label_new (_ (key->meaning));
  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_yalign (GTK_LABEL (left), 0);
  gtk_label_set_xalign (GTK_LABEL (right), 0);
  gtk_label_set_wrap (GTK_LABEL (right), TRUE);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_widget_add_css_class (left, "typed-key");
  gtk_grid_attach (grid, left, 0, row, 1, 1);
  gtk_grid_attach (grid, right, 1, row, 1, 1);
}

static GtkWidget *
new_key_grid (const char *page)
{
  g_autofree XpHelpKey *keys = xp_help_list_keys (page);
  GtkWidget *grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (int row = 0; keys[row].keys != NULL; row++)
    add_key_row (GTK_GRID (grid), row, &keys[row]);
  return grid;
}

/* The build takes it of the sample village; without it the words stand alone. */
static GtkWidget *
new_picture (const char *page, const char *title)
{
  g_autofree char *folder = xp_program_files_dup_dir ("help");
  g_autofree char *name = g_strconcat (page, ".png", NULL);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  GtkWidget *picture = gtk_picture_new_for_filename (path);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), FALSE); /* made smaller, its words blur */
  gtk_widget_set_halign (picture, GTK_ALIGN_START);
  gtk_widget_set_valign (picture, GTK_ALIGN_START);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), title);
  gtk_widget_add_css_class (picture, "help-picture");
  return picture;
}

static GtkWidget *
new_content (const char *page, const char *title)
{
  static const double MOST_SCALE_OF_TWO = 1.3; /* two columns have no room beyond */
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *text = gtk_label_new (xp_help_get_text (page));
  GtkWidget *picture = new_picture (page, title);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 28);
  if (picture != NULL)
    gtk_box_append (GTK_BOX (words), picture);
  gtk_box_append (GTK_BOX (words), text);

  GtkWidget *box = gtk_box_new (xp_text_scale_get () <= MOST_SCALE_OF_TWO
                                  ? GTK_ORIENTATION_HORIZONTAL
                                  : GTK_ORIENTATION_VERTICAL,
                                24);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), new_key_grid (page));
  gtk_widget_add_css_class (box, "page");

  GtkWidget *scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
  return scrolled;
}

void
xp_help_show (GtkWindow *parent, const char *page)
{
  static const int MOST_HEIGHT = 680;
  const int i = find_page (page);
  if (i < 0)
    return;
  g_autofree char *title = g_strdup_printf (_ ("怎么用：%s"), _ (PAGES[i].title));
  GtkWidget *window = gtk_window_new (), *content = new_content (page, title);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (content), MOST_HEIGHT);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_child (GTK_WINDOW (window), content);
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (shortcuts),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, shortcuts);
  gtk_window_present (GTK_WINDOW (window));
}
