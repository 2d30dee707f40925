/* What is read aloud: figures in words, and how characters and surnames sound. */
#include "xp-pinyin.h"
#include "xp-program-files.h"
#include "xp-spoken.h"

static const struct {
  const char *why, *written, *said;
} CASES[] = {
  {"a day", "2026年10月13日（星期二）", "二〇二六年十月十三日（星期二）"},
  {"a day below ten", "3月1日", "三月一日"},
  {"households", "共评412户，评上123户", "共评四百一十二户，评上一百二十三户"},
  {"a gap", "105户、1005户、1050户、10050户", "一百零五户、一千零五户、一千零五十户、一万零五十户"},
  {"ten thousands", "123456元", "十二万三千四百五十六元"},
  {"two of them",
   "2户，2个工作日，2社2号，第2次，2月2日",
   "两户，两个工作日，二社二号，第二次，二月二日"},
  {"twelve and twenty-two", "12户、22户、200户", "十二户、二十二户、二百户"},
  {"nothing", "0户", "零户"},
  {"points", "91.50分，9.05分", "九十一点五〇分，九点〇五分"},
  {"a part", "名额30%，12.5%", "名额百分之三十，百分之十二点五"},
  {"a telephone", "0478-1234567，13800138000", "〇四七八，幺二三四五六七，幺三八〇〇幺三八〇〇〇"},
  {"a door", "三社17-1号", "三社十七杠一号"},
  {"no figure", "乡亲们：", "乡亲们："},
  {"", "", ""},
};

static void
test_figures_are_said (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *said = xp_spoken_dup (CASES[i].written);
    if (g_strcmp0 (said, CASES[i].said) != 0)
      g_error ("%s: “%s”, not “%s”", CASES[i].why, said, CASES[i].said);
  }
}

static XpPinyin *
load_pinyin (void)
{
  g_autofree char *folder = xp_program_files_dup_dir ("resources");
  g_autofree char *path = g_build_filename (folder, "data", "pinyin.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return xp_pinyin_parse (text);
}

static void
test_rare_characters_have_their_sound (void)
{
  static const struct {
    gunichar character;
    const char *sound;
  } SOUNDS[] = {{0x4DAE, "yǎn"},
                {0x36C3, "jié"},
                {0x78F4, "dèng"},
                {0x2CC56, "dí"},
                {0x5F20, NULL},
                {0x6C38, NULL},
                {'a', NULL},
                {0xFF0C, NULL},
                {0x3007, NULL},
                {0x3106C, "？"}};
  g_autoptr (XpPinyin) pinyin = load_pinyin ();
  for (size_t i = 0; i < G_N_ELEMENTS (SOUNDS); i++)
    g_assert_cmpstr (xp_pinyin_lookup (pinyin, SOUNDS[i].character), ==, SOUNDS[i].sound);
}

static void
test_surnames_sound_as_surnames (void)
{
  static const struct {
    const char *name, *sound;
  } NAMES[] = {{"仇大海", "qiú"},
               {"单秀英", "shàn"},
               {"朴顺姬", "piáo"},
               {"任长霞", "rén"},
               {"张三", NULL},
               {"尉迟恭", "yù chí"},
               {"万俟小明", "mò qí"},
               {"查干巴特尔", NULL},
               {"查娜", "zhā或chá"},
               {"区", "ōu"},
               {"", NULL}};
  g_autoptr (XpPinyin) pinyin = load_pinyin ();
  for (size_t i = 0; i < G_N_ELEMENTS (NAMES); i++)
    g_assert_cmpstr (xp_pinyin_lookup_surname (pinyin, NAMES[i].name), ==, NAMES[i].sound);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spoken/figures", test_figures_are_said);
  g_test_add_func ("/spoken/rare", test_rare_characters_have_their_sound);
  g_test_add_func ("/spoken/surnames", test_surnames_sound_as_surnames);
  return g_test_run ();
}
