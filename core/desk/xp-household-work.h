/* xp-household-work.h: households' life: a card is read and saved, households come, are divided,
 * taken in, renumbered; who heads them changes. Each is one act, told by its own name, and can be
 * undone. Rounds that are open keep their entrants; stored results keep their names. */
#pragma once

#include "xp-desk.h"

typedef struct {
  int64_t uid; /* 0: a new person */
  int number;  /* within the household; 0 in a new one: the next */
  char *name;
  char *sex;         /* f, m; "" not known */
  char *relation;    /* to the head; "" none */
  char *naming;      /* whether the name may hang outside: agreed, refused, not-asked */
  char *taking_part; /* in rounds of persons: agreed, refused, not-asked */
  char *id_last4;    /* NULL none */
} XpPersonCard;

XpPersonCard *xp_person_card_new (void);
void xp_person_card_free (XpPersonCard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpPersonCard, xp_person_card_free)

/* All that is known of one household. Texts are replaced with g_free() and g_strdup(). */
typedef struct {
  int64_t uid;                                              /* 0: a new one */
  int number;                                               /* 0 in a new one: the next */
  char *village_code, *group, *door, *head, *told_apart_by; /* "" none */
  int people, residents;                                    /* -1 not known */
  char *state;                                              /* present, away, empty, closed */
  bool is_head_dead;
  char *naming;                           /* agreed, refused, not-asked */
  char *phone, *id_last4, *remark, *tags; /* NULL none */
  char **story; /* “2026年10月1日由3号 张三 分出”, “并入3号 张三”; not saved */
  GPtrArray *persons; /* of XpPersonCard, by number */
} XpHouseholdCard;

/* Nothing known yet. Yours. */
XpHouseholdCard *xp_household_card_new (void);
void xp_household_card_free (XpHouseholdCard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpHouseholdCard, xp_household_card_free)

XpHouseholdCard *xp_household_work_load (XpDesk *desk, int64_t uid, GError **error);

/* By the number it is typed with; 0 with INPUT: there is none. One that is not closed comes first.
 */
int64_t xp_household_work_find (XpDesk *desk, int number, GError **error);

/* ---- one household ---- */

/* What differs goes in, persons too (those that are not in the card stay); a group that is new is
 * made. REFUSED: the number is taken, no head, counts out of range. */
bool xp_household_work_save (XpDesk *desk, const XpHouseholdCard *card, GError **error);

/* Its uid; 0 on error. */
int64_t xp_household_work_add (XpDesk *desk, const XpHouseholdCard *card, GError **error);

/* @group: one there is, or a new one; "" none. */
bool xp_household_work_move (XpDesk *desk, int64_t uid, const char *group, GError **error);

/* Whoever has the number gets this one's: the two are swapped in one act. */
bool xp_household_work_renumber (XpDesk *desk, int64_t uid, int number, GError **error);

/* ---- several at once ---- */

bool xp_household_work_set_state (
  XpDesk *desk, const int64_t *uids, size_t n_uids, const char *state, GError **error);
bool xp_household_work_set_naming (
  XpDesk *desk, const int64_t *uids, size_t n_uids, const char *naming, GError **error);

/* “These two are two”: nobody asks again. */
bool xp_household_work_tell_apart (XpDesk *desk, int64_t one, int64_t other, GError **error);

/* ---- 分户, 合户, 换户主 ---- */

typedef struct {
  int64_t from_uid;
  const char *head;           /* of the new household */
  const int64_t *person_uids; /* who go with it */
  size_t n_persons;
  const char *group;       /* NULL: the same */
  const char *door;        /* NULL none */
  int people, people_left; /* -1: as proposed */
  const char *on_day;      /* 2026-10-01; NULL today */
} XpSplitSpec;

/* Registered people after a split: those who go, and the rest; -1 not known. */
void xp_household_work_propose_split (const XpHouseholdCard *from,
                                      size_t n_persons,
                                      int *out_people,
                                      int *out_people_left);

/* The new household's uid; 0 on error. */
int64_t xp_household_work_split (XpDesk *desk, const XpSplitSpec *spec, GError **error);

/* Which of two goes on: the one whose head lives and is at home, else the lower number. */
int64_t xp_household_work_propose_merge (const XpHouseholdCard *one, const XpHouseholdCard *other);

/* @gone is closed, its persons move to @kept, people are added up. @on_day: NULL today. */
bool xp_household_work_merge (
  XpDesk *desk, int64_t kept, int64_t gone, const char *on_day, GError **error);

typedef enum {
  XP_OLD_HEAD_DIED,  /* stays among the persons as 已故 */
  XP_OLD_HEAD_STAYS, /* stays among the persons, the relation to be written */
  XP_OLD_HEAD_LEFT   /* is taken out of the persons */
} XpOldHead;

/* @person_uid: 0: somebody who is not among the persons yet, named @head; else @head is not used.
 * The digits of the old head's ID and what he said of being named do not pass on. */
bool xp_household_work_change_head (
  XpDesk *desk, int64_t uid, int64_t person_uid, const char *head, XpOldHead old, GError **error);

/* ---- what happened, and photos ---- */

/* Acts that touched this household, newest first. Of XpHistoryLine. Yours. */
GPtrArray *
xp_household_work_list_history (XpDesk *desk, int64_t uid, size_t n_at_most, GError **error);

/**
 * xp_household_work_dup_photo_folder:
 *
 * 〈book〉-照片/3号-张三 beside the book, made when first asked for. A small hidden file in it
 * holds the household's uid, so that it is found again when number or head have changed: it is then
 * renamed, unless somebody named it by hand. Nothing in it is ever printed.
 *
 * Returns: the path, yours; NULL with NOT_SAVED
 */
char *xp_household_work_dup_photo_folder (XpDesk *desk, int64_t uid, GError **error);
