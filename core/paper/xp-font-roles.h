/* xp-font-roles.h: which families play which part on our paper, best first.
 *
 * First what offices have bought, then what Debian ships. Of a family that is not there nothing is
 * said: the next one takes its place. */
#pragma once

#include <stdbool.h>

/* What a face is for. Debian has no 小标宋 and no 仿宋: the bold and the regular Song stand in. */
typedef enum {
  XP_FACE_TITLE,  /* 标题，小标宋 */
  XP_FACE_BODY,   /* 正文，宋 */
  XP_FACE_KAI,    /* 楷 */
  XP_FACE_HEI,    /* 黑 */
  XP_FACE_FANG,   /* 仿宋，公文的正文 */
  XP_FACE_FIGURE, /* 数字 */
  XP_N_FACES
} XpFace;

typedef struct {
  const char *family;
  bool is_bold;    /* the bold of the family stands in, not the regular */
  bool is_any_cut; /* a family of one cut, whatever weight it says it has */
} XpFontFamily;

typedef struct {
  const char *name;    /* 标题 */
  const char *needed;  /* the family whose package is asked for when there is none of the chain */
  const char *package; /* of Debian */
  const XpFontFamily *families; /* ended by a row without a name */
} XpFontRole;

extern const XpFontRole XP_FONT_ROLES[XP_N_FACES];

/* 蒙文, in the encoding of Unicode. Nobody needs it who does not print Mongolian. */
extern const XpFontRole XP_FONT_MONGOLIAN;

/* For characters that no other font has. Their Han characters are of both styles: a last resort. */
extern const XpFontFamily XP_FONT_LAST_RESORTS[];
