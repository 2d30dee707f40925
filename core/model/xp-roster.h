/* xp-roster.h: a village's list as it was understood: what an import preview shows.
 *
 * Nothing is in the book yet. Record numbers count from 1 as WPS shows them, columns are letters.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
  XP_MEANING_NONE,   /* not read */
  XP_MEANING_NUMBER, /* 序号 */
  XP_MEANING_VILLAGE,
  XP_MEANING_GROUP,
  XP_MEANING_CODE, /* the list's own 户号 */
  XP_MEANING_HEAD,
  XP_MEANING_PERSON, /* 姓名, where each row is a person */
  XP_MEANING_RELATION,
  XP_MEANING_PEOPLE,
  XP_MEANING_RESIDENTS,
  XP_MEANING_PHONE,
  XP_MEANING_ID,
  XP_MEANING_DOOR,
  XP_MEANING_SEX,
  XP_MEANING_AT_HOME,
  XP_MEANING_KIND, /* 户类型: private, not imported unless asked for */
  XP_MEANING_REMARK,
  XP_MEANING_BANK, /* never read */
  XP_N_MEANINGS
} XpMeaning;

/* 户主, 组 …; “不读” for what is left alone. Borrowed. */
const char *xp_meaning_get_word (XpMeaning meaning);

enum {
  XP_ROSTER_MOST_BLOCKS = 6
};

typedef struct {
  int index;    /* from 0 */
  char *letter; /* A, B … AA */
  char *header; /* as the list writes it, without line breaks */
  XpMeaning meaning;
  int block; /* from 0: of several lists side by side */
} XpRosterColumn;

typedef struct {
  int record;
  char *column;   /* letter; "" of the whole row */
  char *sentence; /* 姓名内全角空格已去 */
  bool is_tidied; /* nothing is asked: what was meant is plain, and only its form was mended */
} XpRosterFlag;

typedef struct {
  int number;
  char *name, *relation, *sex; /* "" none; sex f, m or "" */
} XpRosterPerson;

typedef struct {
  int source_record;
  char *sheet;         /* NULL where one sheet was read */
  char *group, *head;  /* group "" none */
  char *told_apart_by; /* NULL none, as the rest */
  char *village_code, *door;
  int people, residents; /* -1 not known */
  char *phone, *id_last4, *remark;
  char *state; /* present, away, empty */
  bool is_head_dead;
  bool is_hidden, is_struck; /* in the sheet */
  char *id_whole;            /* to tell namesakes apart while reading; gone afterwards */
  GPtrArray *flags;          /* of XpRosterFlag */
  GPtrArray *persons;        /* of XpRosterPerson; empty where a row is a household */
} XpRosterRow;

typedef struct {
  char *title;          /* first line above the header; "" none */
  const char *encoding; /* static */
  int header_record;
  GPtrArray *columns; /* of XpRosterColumn */
  GPtrArray *rows;    /* of XpRosterRow, in order */
  GPtrArray *notes;   /* of char *: what was passed over, a sentence each */
  int n_groups;
  int n_sheets;          /* read */
  int n_blocks;          /* lists side by side: 1 to XP_ROSTER_MOST_BLOCKS */
  guint n_block_columns; /* of one of them */
} XpRoster;

XpRoster *xp_roster_new (void);
void xp_roster_free (XpRoster *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRoster, xp_roster_free)

XpRosterRow *xp_roster_row_new (int source_record);
void xp_roster_row_free (XpRosterRow *row);

/* @column: letter or "". The sentence is taken. */
void xp_roster_row_flag (XpRosterRow *row, const char *column, char *sentence);

/* The same for what was only tidied. */
void xp_roster_row_tell_tidied (XpRosterRow *row, const char *column, char *sentence);

/* Whether somebody should look at it: a flag that is more than tidying. */
bool xp_roster_row_wants_a_look (const XpRosterRow *row);

/* All flags of a row joined by “；”. Yours. */
char *xp_roster_row_dup_flags (const XpRosterRow *row);

/* “第17行C列：姓名内全角空格已去”. Yours. */
char *xp_roster_flag_dup_text (const XpRosterFlag *flag);

/* source_record,group,head,people,phone,id_last4,state,flags. Yours. */
char *xp_roster_to_csv (const XpRoster *self);
