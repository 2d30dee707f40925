#include "xp-round-dialogs.h"

#include "xp-rubric-work.h"

#include <string.h>

/* What a dialog keeps until it is answered. */
typedef struct {
  GtkWidget *page; /* borrowed: outlives its modal dialog */
  XpDesk *desk;    /* owned */
  int64_t round_uid;
  GtkDropDown *form;
  char *suggested;  /* name; owned */
  GPtrArray *forms; /* of XpRubricLine */
  GtkEditable *first, *second;
  GPtrArray *checks; /* of GtkCheckButton, borrowed */
  GArray *entrants;  /* of int, beside @checks */
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_object_unref (asking->desk);
  g_free (asking->suggested);
  g_clear_pointer (&asking->forms, g_ptr_array_unref);
  g_clear_pointer (&asking->checks, g_ptr_array_unref);
  g_clear_pointer (&asking->entrants, g_array_unref);
  g_free (asking);
}

static GtkWidget *
new_dialog (
  GtkWidget *page, const char *heading, const char *body, Asking *asking, GCallback answered)
{
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (page)), heading, body);
  g_signal_connect_data (dialog,
                         "response",
                         answered,
                         asking,
                         (GClosureNotify) (void (*) (void)) free_asking,
                         0);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", "取消");
  return dialog;
}

static Asking *
new_asking (GtkWidget *page, XpDesk *desk, int64_t round_uid)
{
  Asking *asking = g_new0 (Asking, 1);
  asking->page = page;
  asking->desk = g_object_ref (desk);
  asking->round_uid = round_uid;
  return asking;
}

static void
tell (const Asking *asking, bool is_done, const GError *error)
{
  if (!is_done)
    gtk_widget_activate_action (asking->page, "win.problem", "s", error->message);
}

static GtkWidget *
new_entry_row (GtkWidget *group, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

/* ---- a new round ---- */

static void
open_answered_cb (AdwMessageDialog *dialog, const char *response, Asking *asking)
{
  if (strcmp (response, "open") != 0)
    return;
  g_autoptr (GError) error = NULL;
  GString *names = g_string_new (gtk_editable_get_text (asking->second));
  g_string_replace (names, "，", ",", 0);
  g_string_replace (names, "、", ",", 0);
  g_string_replace (names, " ", ",", 0);
  g_auto (GStrv) parts = g_strsplit (names->str, ",", -1);
  g_string_free (names, TRUE);
  g_autoptr (GStrvBuilder) judges = g_strv_builder_new ();
  for (size_t i = 0; parts[i] != NULL; i++)
    if (g_strstrip (parts[i])[0] != '\0')
      g_strv_builder_add (judges, parts[i]);
  g_auto (GStrv) list = g_strv_builder_end (judges);

  const XpRubricLine *form = asking->forms->pdata[gtk_drop_down_get_selected (asking->form)];
  const XpRoundSpec spec = {.rubric_id = form->id,
                            .name = gtk_editable_get_text (asking->first),
                            .judges = (const char *const *) list};
  tell (asking, xp_round_work_open (asking->desk, &spec, &error) != 0, error);
}

static char *
suggest_name (XpDesk *desk, const XpRubricLine *form)
{
  static const char *const QUARTERS[] = {"一", "二", "三", "四"};
  const GDate today = xp_desk_get_today (desk);
  const int month = (int) g_date_get_month (&today);
  return g_strdup_printf ("%d年第%s季度“%s”评选",
                          (int) g_date_get_year (&today),
                          QUARTERS[(month - 1) / 3],
                          form->title[0] != '\0' ? form->title : form->name);
}

/* The name follows the form until somebody has written another. */
static void
form_chosen_cb (GtkDropDown *form, GParamSpec *unused, Asking *asking)
{
  const bool is_own = g_strcmp0 (gtk_editable_get_text (asking->first), asking->suggested) != 0;
  g_free (asking->suggested);
  asking->suggested =
    suggest_name (asking->desk, asking->forms->pdata[gtk_drop_down_get_selected (form)]);
  if (!is_own)
    gtk_editable_set_text (asking->first, asking->suggested);
}

/* Where “干净人家” stands in the list: most rounds are of it. */
static guint
find_usual_form (const GPtrArray *forms)
{
  for (guint i = 0; i < forms->len; i++)
    if (strcmp (((const XpRubricLine *) forms->pdata[i])->id, "ganjing-renjia") == 0)
      return i;
  return 0;
}

void
xp_round_dialog_open (GtkWidget *page, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *forms = xp_rubric_work_list_shipped (&error);
  if (forms == NULL || forms->len == 0) {
    gtk_widget_activate_action (page,
                                "win.problem",
                                "s",
                                error != NULL ? error->message : "程序没有带评分表，请重新安装。");
    return;
  }
  Asking *asking = new_asking (page, desk, 0);
  asking->forms = forms;
  GtkStringList *names = gtk_string_list_new (NULL);
  for (guint i = 0; i < forms->len; i++)
    gtk_string_list_append (names, ((const XpRubricLine *) forms->pdata[i])->name);

  GtkWidget *dialog = new_dialog (page,
                                  "新开一次评选",
                                  "开始以后评分表和规矩就定下来了，不再改。",
                                  asking,
                                  G_CALLBACK (open_answered_cb));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *form = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (form), find_usual_form (forms));
  asking->suggested = suggest_name (desk, forms->pdata[find_usual_form (forms)]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (form),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  "评分表",
                                  -1);
  asking->form = GTK_DROP_DOWN (form);
  asking->first = GTK_EDITABLE (new_entry_row (group, "名称", asking->suggested));
  asking->second = GTK_EDITABLE (new_entry_row (group, "评委（用顿号隔开）", ""));
  g_signal_connect (form, "notify::selected", G_CALLBACK (form_chosen_cb), asking);
  gtk_widget_set_size_request (group, 560, -1);
  gtk_box_append (GTK_BOX (box), form);
  gtk_box_append (GTK_BOX (box), group);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "open", "开始打分");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "open",
                                              ADW_RESPONSE_SUGGESTED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- a step back ---- */

static void
back_answered_cb (AdwMessageDialog *dialog, const char *response, Asking *asking)
{
  g_autoptr (GError) error = NULL;
  if (strcmp (response, "back") == 0)
    tell (asking,
          xp_round_work_go_back (asking->desk,
                                 asking->round_uid,
                                 gtk_editable_get_text (asking->first),
                                 gtk_editable_get_text (asking->second),
                                 &error),
          error);
}

void
xp_round_dialog_go_back (GtkWidget *page, XpDesk *desk, int64_t round_uid)
{
  Asking *asking = new_asking (page, desk, round_uid);
  GtkWidget *dialog = new_dialog (page,
                                  "退回一步",
                                  "理由和在场的第二个人会记进修改记录。",
                                  asking,
                                  G_CALLBACK (back_answered_cb));
  GtkWidget *group = adw_preferences_group_new ();
  asking->first = GTK_EDITABLE (new_entry_row (group, "理由", ""));
  asking->second = GTK_EDITABLE (new_entry_row (group, "在场的第二个人", ""));
  gtk_widget_set_size_request (group, 480, -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), group);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "back", "退回");
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- the tie at the cut ---- */

static void
decide_answered_cb (AdwMessageDialog *dialog, const char *response, Asking *asking)
{
  if (strcmp (response, "cancel") == 0 || strcmp (response, "close") == 0)
    return;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) in = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; strcmp (response, "vote") == 0 && i < asking->checks->len; i++)
    if (gtk_check_button_get_active (asking->checks->pdata[i]))
      g_array_append_val (in, g_array_index (asking->entrants, int, i));
  tell (asking,
        xp_round_work_decide_cut (asking->desk,
                                  asking->round_uid,
                                  response,
                                  (const int *) (gpointer) in->data,
                                  in->len,
                                  &error),
        error);
}

void
xp_round_dialog_decide (GtkWidget *page,
                        XpDesk *desk,
                        const XpLoadedRound *loaded,
                        const XpRanking *ranking)
{
  Asking *asking = new_asking (page, desk, loaded->round->uid);
  asking->checks = g_ptr_array_new ();
  asking->entrants = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree char *sentence = xp_ranking_dup_tie_sentence (ranking, loaded->tally);
  GtkWidget *dialog =
    new_dialog (page, "同分去留", sentence, asking, G_CALLBACK (decide_answered_cb));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("会上表决评上的，在前面打钩："));
  for (size_t i = 0; i < ranking->n_undecided; i++) {
    g_autofree char *who =
      xp_entrant_dup_place_and_name (xp_round_get_entrant (loaded->round, ranking->undecided[i]));
    GtkWidget *check = gtk_check_button_new_with_label (who);
    g_ptr_array_add (asking->checks, check);
    g_array_append_val (asking->entrants, ranking->undecided[i]);
    gtk_box_append (GTK_BOX (box), check);
  }
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "all-out",
                                    "全不进",
                                    "all-in",
                                    "全进",
                                    "vote",
                                    "按表决",
                                    NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}
