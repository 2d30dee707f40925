/* Run by the build: writes what is read about the two programs from the table of verbs.
 * write-pages xiangpingctl.1 | xiangping.1 | completion */
#include "xp-verb-table.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

/* ---- manual pages (roff) ---- */

static bool
may_begin_line (gunichar c)
{
  static const gunichar NEVER[] =
    {0x3001, 0x3002, 0xff0c, 0xff1b, 0xff1a, 0xff09, 0x300b, 0x201d, 0xff1f, 0xff01};
  for (size_t i = 0; i < G_N_ELEMENTS (NEVER); i++)
    if (NEVER[i] == c)
      return false;
  return g_unichar_iswide (c);
}

/* roff breaks lines between words alone; Chinese has none, so that each place is marked (\:). */
static void
write_text (const char *text)
{
  gunichar before = '\n';
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    const gunichar c = g_utf8_get_char (text);
    char bytes[8] = "";
    bytes[g_unichar_to_utf8 (c, bytes)] = '\0';
    if (g_unichar_iswide (before) && may_begin_line (c) && before != 0x201c && before != 0xff08 &&
        before != 0x300a)
      fputs ("\\:", stdout);
    if (before == '\n' && (c == '.' || c == '\''))
      fputs ("\\&", stdout);
    fputs (c == '\\' ? "\\e" : c == '-' ? "\\-" : bytes, stdout);
    before = c;
  }
}

static void
write_line (const char *text)
{
  write_text (text);
  putchar ('\n');
}

static void
write_head (const char *program, const char *about, const char *synopsis)
{
  printf (".\\\" Made by the build from the table of verbs.\n"
          ".TH %s 1 \"\" \"乡评 " XP_VERSION "\" \"乡评\"\n.nh\n.ad l\n.SH NAME\n%s \\- ",
          program,
          program);
  write_text (about);
  printf ("\n.SH 用法\n.nf\n");
  write_line (synopsis);
  puts (".fi");
}

static void
write_options (const XpArgOption *option)
{
  for (; option != NULL && option->name != NULL; option++) {
    const char *also = xp_arg_option_get_short (option);
    fputs (".TP\n\\fB", stdout);
    write_text (option->name);
    fputs ("\\fR", stdout);
    if (also != NULL) {
      fputs (", \\fB", stdout);
      write_text (also);
      fputs ("\\fR", stdout);
    }
    if (option->takes_value) {
      fputs (" \\fI", stdout);
      write_text (xp_arg_option_get_value (option));
      fputs ("\\fR", stdout);
    }
    putchar ('\n');
    write_line (option->about != NULL ? option->about : "见上面的用法。");
  }
}

static void
write_verb (const XpCtlVerb *verb)
{
  printf (".SS %s\n", verb->name);
  write_text (verb->about);
  fputs ("。\n.PP\n.nf\n", stdout);
  write_text (verb->usage);
  puts (".fi");
  write_options (verb->options);
}

static void
write_ctl_manual (void)
{
  write_head ("xiangpingctl",
              "乡评：村规民约评委会用的评分、公示、发证程序，不开窗口",
              "xiangpingctl 命令 …\nxiangpingctl 命令 --help");
  puts (".SH 说明");
  write_line (
    "窗口里的事，在这里一条命令一件，给脚本和会用终端的人用。"
    "结果写到标准输出，说明和提醒写到标准错误。从不发问：要问的事用说好的默认，不然就不做。");
  puts (".PP");
  write_line ("做错了用 undo，关机重开也能撤。");
  puts (".SH 命令");
  for (const XpCtlVerb *const *verb = XP_VERBS; *verb != NULL; verb++)
    write_verb (*verb);
  puts (".SH 各条命令都认得");
  write_options (XP_COMMON_OPTIONS);
  puts (".SH 退出码\n.TP\n0\n做好了。\n.TP\n1\n没有做，资料没有变动；为什么写在标准错误上。\n"
        ".TP\n2\n命令写得不对。");
  puts (".SH 环境\n.TP\nXP_RESOURCES, XP_RUBRICS\n"
        "用这里的文字和评分表，不用随程序装的。");
  puts (".SH 另见\n.BR xiangping (1)");
}

static void
write_window_manual (void)
{
  write_head ("xiangping",
              "乡评：村规民约评委会用的评分、公示、发证程序",
              "xiangping [资料.xiangping | 名单.xlsx]\nxiangping --sample 文件");
  puts (".SH 说明");
  write_line ("管好农户名单和评分表，一个晚上录完全村的分，当众算出结果，公示、答复、发证，"
              "样样印得出来。一份资料就是一个文件，装得下一个村许多年。");
  puts (".PP");
  write_line ("写上资料文件就打开它；已经开着的，把那个窗口放到前面。"
              "写上一份名单，就在开着的资料里看看会导入什么，还不写进去。");
  puts (".SH 选项\n.TP\n\\fB\\-\\-sample\\fR \\fI文件\\fR");
  write_text ("做一份示例村（永胜村）的资料放在那里并打开，练手用；那里原有的示例会换掉。");
  puts ("\n.TP\n\\fB\\-\\-help\\fR");
  write_text ("看用法。");
  puts ("\n.SH 文件\n.TP\n~/.config/xiangping/settings.ini");
  write_text ("这台电脑记着的：字号、窗口大小、最近用过的资料。丢了不要紧。");
  puts ("\n.SH 另见\n.BR xiangpingctl (1)");
}

/* ---- completion (bash) ---- */

static void
write_option_names (const XpArgOption *option)
{
  for (; option != NULL && option->name != NULL; option++)
    printf ("%s ", option->name);
}

/* A choice is offered; behind anything else stands a name, a number or a file. */
static void
write_choices (const char *verb, const XpArgOption *option)
{
  for (; option != NULL && option->name != NULL; option++) {
    if (!option->takes_value)
      continue;
    g_auto (GStrv) each = g_strsplit (xp_arg_option_get_value (option), "|", -1);
    g_autofree char *choices = g_strjoinv (" ", each);
    printf ("    %s:%s) words='%s' ;;\n", verb, option->name, each[1] != NULL ? choices : "");
  }
}

static void
write_completion (void)
{
  puts ("# bash completion of xiangpingctl; made by the build from its table of verbs\n"
        "_xiangpingctl() {\n"
        "  local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
        "  local verb=${COMP_WORDS[1]} words= options=\n"
        "  COMPREPLY=()");
  fputs ("  if [ \"$COMP_CWORD\" = 1 ]; then\n    words='--help", stdout);
  for (const XpCtlVerb *const *verb = XP_VERBS; *verb != NULL; verb++)
    printf (" %s", (*verb)->name);
  puts ("'\n    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n    return\n  fi\n"
        "  case $verb:$before in");
  for (const XpCtlVerb *const *verb = XP_VERBS; *verb != NULL; verb++)
    write_choices ((*verb)->name, (*verb)->options);
  write_choices ("*", XP_COMMON_OPTIONS);
  puts ("    *)\n      case $verb in");
  for (const XpCtlVerb *const *verb = XP_VERBS; *verb != NULL; verb++) {
    g_auto (GStrv) words = xp_verb_table_list_words (*verb);
    g_autofree char *joined = g_strjoinv (" ", words);
    printf ("        %s) words='%s' options='", (*verb)->name, joined);
    write_option_names ((*verb)->options);
    puts ("' ;;");
  }
  fputs ("      esac\n      options+='", stdout);
  write_option_names (XP_COMMON_OPTIONS);
  puts ("'\n"
        "      [ \"$COMP_CWORD\" = 2 ] || words=\n"
        "      case $cur in -*) words=$options ;; esac ;;\n"
        "  esac\n"
        "  if [ -n \"$words\" ]; then\n"
        "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
        "  else\n"
        "    compopt -o filenames 2>/dev/null\n"
        "    mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
        "  fi\n"
        "}\n"
        "complete -F _xiangpingctl xiangpingctl");
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*write) (void);
  } PAGES[] = {
    {"xiangpingctl.1", write_ctl_manual},
    {"xiangping.1", write_window_manual},
    {"completion", write_completion},
  };
  setlocale (LC_CTYPE, "");
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++)
    if (argc == 2 && strcmp (argv[1], PAGES[i].name) == 0) {
      PAGES[i].write ();
      return 0;
    }
  fprintf (stderr, "write-pages xiangpingctl.1 | xiangping.1 | completion\n");
  return 2;
}
