#include "xp-font-roles.h"

#include <stddef.h>

/* Families that differ by maker and standard have names that differ by a suffix only; fontconfig
 * knows the Chinese and the Latin one of each file, some files have one of them. */
static const XpFontFamily TITLE[] = {
  {"方正小标宋_GBK", .is_any_cut = true},
  {"方正小标宋简体", .is_any_cut = true},
  {"FZXiaoBiaoSong-B05", .is_any_cut = true},
  {"FZXiaoBiaoSong-B05S", .is_any_cut = true},
  {"华文中宋", .is_any_cut = true},
  {"STZhongsong", .is_any_cut = true},
  {"Source Han Serif SC", .is_bold = true},
  {"Noto Serif CJK SC", .is_bold = true},
  {NULL},
};

static const XpFontFamily BODY[] = {
  {"方正书宋_GBK", .is_any_cut = true},
  {"FZShuSong-Z01", .is_any_cut = true},
  {"宋体", .is_any_cut = true},
  {"SimSun", .is_any_cut = true},
  {"Source Han Serif SC"},
  {"Noto Serif CJK SC"},
  {NULL},
};

static const XpFontFamily KAI[] = {
  {"楷体_GB2312", .is_any_cut = true},
  {"KaiTi_GB2312", .is_any_cut = true},
  {"楷体", .is_any_cut = true},
  {"KaiTi", .is_any_cut = true},
  {"方正楷体_GBK", .is_any_cut = true},
  {"华文楷体", .is_any_cut = true},
  {"STKaiti", .is_any_cut = true},
  {"LXGW WenKai"},
  {"AR PL KaitiM GB", .is_any_cut = true},
  {"AR PL UKai CN", .is_any_cut = true},
  {NULL},
};

static const XpFontFamily HEI[] = {
  {"黑体", .is_any_cut = true},
  {"SimHei", .is_any_cut = true},
  {"方正黑体_GBK", .is_any_cut = true},
  {"华文黑体", .is_any_cut = true},
  {"Source Han Sans SC"},
  {"Noto Sans CJK SC"},
  {"WenQuanYi Zen Hei", .is_any_cut = true},
  {NULL},
};

static const XpFontFamily FANG[] = {
  {"仿宋_GB2312", .is_any_cut = true},
  {"FangSong_GB2312", .is_any_cut = true},
  {"仿宋", .is_any_cut = true},
  {"FangSong", .is_any_cut = true},
  {"方正仿宋_GBK", .is_any_cut = true},
  {"华文仿宋", .is_any_cut = true},
  {"STFangsong", .is_any_cut = true},
  {"Source Han Serif SC"},
  {"Noto Serif CJK SC"},
  {NULL},
};

static const XpFontFamily FIGURE[] = {
  {"Times New Roman"},
  {"Source Han Serif SC"},
  {"Noto Serif CJK SC"},
  {NULL},
};

const XpFontRole XP_FONT_ROLES[XP_N_FACES] = {
  [XP_FACE_TITLE] = {"标题", "Noto Serif CJK SC", "fonts-noto-cjk", TITLE},
  [XP_FACE_BODY] = {"正文（宋）", "Noto Serif CJK SC", "fonts-noto-cjk", BODY},
  [XP_FACE_KAI] = {"楷体", "LXGW WenKai", "fonts-lxgw-wenkai", KAI},
  [XP_FACE_HEI] = {"黑体", "Noto Sans CJK SC", "fonts-noto-cjk", HEI},
  [XP_FACE_FANG] = {"仿宋", "Noto Serif CJK SC", "fonts-noto-cjk", FANG},
  [XP_FACE_FIGURE] = {"数字", "Noto Serif CJK SC", "fonts-noto-cjk", FIGURE},
};

static const XpFontFamily MONGOLIAN[] = {
  {"Mongolian Baiti", .is_any_cut = true},
  {"Mongolian White", .is_any_cut = true},
  {"Noto Sans Mongolian", .is_any_cut = true},
  {NULL},
};

const XpFontRole XP_FONT_MONGOLIAN = {"蒙文", "Noto Sans Mongolian", "fonts-noto-core", MONGOLIAN};

const XpFontFamily XP_FONT_LAST_RESORTS[] = {
  {"BabelStone Han", .is_any_cut = true},
  {"HanaMinA", .is_any_cut = true},
  {"HanaMinB", .is_any_cut = true},
  {NULL},
};
