#include "xp-roster.h"

#include <string.h>

static const char *const MEANING_WORDS[] = {
  [XP_MEANING_NONE] = "不读",
  [XP_MEANING_NUMBER] = "序号",
  [XP_MEANING_VILLAGE] = "村",
  [XP_MEANING_GROUP] = "组",
  [XP_MEANING_CODE] = "户号",
  [XP_MEANING_HEAD] = "户主",
  [XP_MEANING_PERSON] = "姓名",
  [XP_MEANING_RELATION] = "与户主关系",
  [XP_MEANING_PEOPLE] = "户籍人口",
  [XP_MEANING_RESIDENTS] = "常住人口",
  [XP_MEANING_PHONE] = "电话",
  [XP_MEANING_ID] = "身份证后四位",
  [XP_MEANING_DOOR] = "门牌",
  [XP_MEANING_SEX] = "性别",
  [XP_MEANING_AT_HOME] = "在家情况",
  [XP_MEANING_KIND] = "户类型（不读）",
  [XP_MEANING_REMARK] = "备注",
  [XP_MEANING_BANK] = "银行账号（不读）",
};
G_STATIC_ASSERT (G_N_ELEMENTS (MEANING_WORDS) == XP_N_MEANINGS);

const char *
xp_meaning_get_word (XpMeaning meaning)
{
  return MEANING_WORDS[meaning];
}

static void
free_column (gpointer data)
{
  XpRosterColumn *column = data;
  g_free (column->letter);
  g_free (column->header);
  g_free (column);
}

static void
free_flag (gpointer data)
{
  XpRosterFlag *flag = data;
  g_free (flag->column);
  g_free (flag->sentence);
  g_free (flag);
}

static void
free_person (gpointer data)
{
  XpRosterPerson *person = data;
  g_free (person->name);
  g_free (person->relation);
  g_free (person->sex);
  g_free (person);
}

XpRosterRow *
xp_roster_row_new (int source_record)
{
  XpRosterRow *row = g_new0 (XpRosterRow, 1);
  row->source_record = source_record;
  row->group = g_strdup ("");
  row->head = g_strdup ("");
  row->state = g_strdup ("present");
  row->people = -1;
  row->residents = -1;
  row->flags = g_ptr_array_new_with_free_func (free_flag);
  row->persons = g_ptr_array_new_with_free_func (free_person);
  return row;
}

void
xp_roster_row_free (XpRosterRow *row)
{
  g_free (row->sheet);
  g_free (row->group);
  g_free (row->head);
  g_free (row->told_apart_by);
  g_free (row->village_code);
  g_free (row->door);
  g_free (row->phone);
  g_free (row->id_last4);
  g_free (row->remark);
  g_free (row->state);
  g_free (row->id_whole);
  g_ptr_array_unref (row->flags);
  g_ptr_array_unref (row->persons);
  g_free (row);
}

XpRoster *
xp_roster_new (void)
{
  XpRoster *self = g_new0 (XpRoster, 1);
  self->title = g_strdup ("");
  self->columns = g_ptr_array_new_with_free_func (free_column);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_roster_row_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
xp_roster_free (XpRoster *self)
{
  g_free (self->title);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

void
xp_roster_row_flag (XpRosterRow *row, const char *column, char *sentence)
{
  XpRosterFlag *flag = g_new0 (XpRosterFlag, 1);
  flag->record = row->source_record;
  flag->column = g_strdup (column);
  flag->sentence = sentence;
  g_ptr_array_add (row->flags, flag);
}

void
xp_roster_row_tell_tidied (XpRosterRow *row, const char *column, char *sentence)
{
  xp_roster_row_flag (row, column, sentence);
  ((XpRosterFlag *) row->flags->pdata[row->flags->len - 1])->is_tidied = true;
}

bool
xp_roster_row_wants_a_look (const XpRosterRow *row)
{
  for (guint i = 0; i < row->flags->len; i++)
    if (!((const XpRosterFlag *) row->flags->pdata[i])->is_tidied)
      return true;
  return false;
}

char *
xp_roster_row_dup_flags (const XpRosterRow *row)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < row->flags->len; i++) {
    const XpRosterFlag *flag = row->flags->pdata[i];
    g_string_append_printf (text, "%s%s", i > 0 ? "；" : "", flag->sentence);
  }
  return g_string_free (text, FALSE);
}

char *
xp_roster_flag_dup_text (const XpRosterFlag *flag)
{
  if (flag->column[0] == '\0')
    return g_strdup_printf ("第%d行：%s", flag->record, flag->sentence);
  return g_strdup_printf ("第%d行%s列：%s", flag->record, flag->column, flag->sentence);
}

static void
append_cell (GString *out, const char *cell, char end)
{
  if (cell != NULL && strpbrk (cell, ",\"\r\n") != NULL) {
    g_auto (GStrv) parts = g_strsplit (cell, "\"", -1);
    g_autofree char *quoted = g_strjoinv ("\"\"", parts);
    g_string_append_printf (out, "\"%s\"", quoted);
  } else if (cell != NULL) {
    g_string_append (out, cell);
  }
  g_string_append_c (out, end);
}

char *
xp_roster_to_csv (const XpRoster *self)
{
  GString *out = g_string_new ("source_record,group,head,people,phone,id_last4,state,flags\n");
  for (guint i = 0; i < self->rows->len; i++) {
    const XpRosterRow *row = self->rows->pdata[i];
    g_autofree char *flags = xp_roster_row_dup_flags (row);
    g_autofree char *people = row->people >= 0 ? g_strdup_printf ("%d", row->people) : NULL;
    g_string_append_printf (out, "%d,", row->source_record);
    append_cell (out, row->group, ',');
    append_cell (out, row->head, ',');
    append_cell (out, people, ',');
    append_cell (out, row->phone, ',');
    append_cell (out, row->id_last4, ',');
    append_cell (out,
                 strcmp (row->state, "away") == 0    ? "外出"
                 : strcmp (row->state, "empty") == 0 ? "空置"
                                                     : "参评",
                 ',');
    append_cell (out, flags, '\n');
  }
  return g_string_free (out, FALSE);
}
