#include "xp-settings-page.h"

#include "xp-entry-row.h"
#include "xp-font-window.h"
#include "xp-text-scale.h"
#include "xp-typist-dialogs.h"
#include "xp-typist-work.h"
#include "xp-window.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const PERCENTS[] = {"100", "125", "150", "200"};

struct _XpSettingsPage {
  AdwBin parent_instance;

  AdwClamp *clamp; /* template children: borrowed */
  AdwComboRow *text_size, *light;
  GtkSwitch *strong;
  AdwActionRow *who, *pin;
  GtkWidget *typist, *set_pin, *remove_pin;
  GtkEditable *name, *short_name, *issuer, *township, *county, *unit;
  GtkWidget *village;

  XpDesk *desk;    /* owned */
  bool is_filling; /* what stands there is being shown, nobody chose */
};

static void xp_settings_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpSettingsPage,
                               xp_settings_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_settings_page_page_init))

/* NULL while the page stands in no window. */
static XpWindow *
get_window (XpSettingsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  return root != NULL && XP_IS_WINDOW (root) ? XP_WINDOW (root) : NULL;
}

/* ---- this machine ---- */

static void
text_size_cb (XpSettingsPage *self)
{
  const guint selected = adw_combo_row_get_selected (self->text_size);
  if (!self->is_filling && selected < G_N_ELEMENTS (PERCENTS))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.text-size", "s", PERCENTS[selected]);
}

static void
light_cb (XpSettingsPage *self)
{
  XpWindow *window = get_window (self);
  if (self->is_filling || window == NULL)
    return;
  xp_settings_set_light (xp_window_get_settings (window),
                         (XpLight) adw_combo_row_get_selected (self->light));
  xp_window_apply_settings (window);
}

static void
strong_cb (XpSettingsPage *self)
{
  XpWindow *window = get_window (self);
  if (self->is_filling || window == NULL)
    return;
  xp_settings_set_is_strong (xp_window_get_settings (window), gtk_switch_get_active (self->strong));
  xp_window_apply_settings (window);
}

static void
show_machine (XpSettingsPage *self, XpSettings *settings)
{
  guint size = 0;
  for (guint i = 0; i < G_N_ELEMENTS (PERCENTS); i++)
    if (xp_settings_get_text_percent (settings) >= atoi (PERCENTS[i]))
      size = i;
  adw_combo_row_set_selected (self->text_size, size);
  adw_combo_row_set_selected (self->light, xp_settings_get_light (settings));
  gtk_switch_set_active (self->strong, xp_settings_get_is_strong (settings));
}

/* ---- who types ---- */

static void
fonts_cb (XpSettingsPage *self)
{
  xp_font_window_ask (GTK_WIDGET (self));
}

static void
set_pin_cb (XpSettingsPage *self)
{
  xp_typist_dialogs_set_pin (GTK_WIDGET (self), self->desk, xp_desk_get_who (self->desk));
}

static void
remove_pin_cb (XpSettingsPage *self)
{
  xp_typist_dialogs_remove_pin (GTK_WIDGET (self), self->desk, xp_desk_get_who (self->desk));
}

/* Whoever forgot it is not the one who types now. */
static void
forget_pin_cb (XpSettingsPage *self)
{
  xp_typist_dialogs_forget_pin (GTK_WIDGET (self), self->desk, "");
}

static void
show_typist (XpSettingsPage *self)
{
  const char *who = xp_desk_get_who (self->desk);
  const bool has_pin = who[0] != '\0' && xp_typist_work_has_pin (self->desk, who);
  g_autofree char *title = who[0] != '\0' ? g_strdup_printf (_ ("现在录入的是%s"), who)
                                          : g_strdup (_ ("还没有写是谁在录"));
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->who), escaped);
  adw_action_row_set_subtitle (self->pin,
                               has_pin ? _ ("设了口令：用这个姓名录入，要先输口令")
                                       : _ ("没有设口令：一般不用设"));
  gtk_button_set_label (GTK_BUTTON (self->set_pin), has_pin ? _ ("换口令…") : _ ("设口令…"));
  gtk_widget_set_sensitive (self->set_pin, who[0] != '\0');
  gtk_widget_set_visible (self->remove_pin, has_pin);
}

/* ---- the village ---- */

static void
village_cb (XpSettingsPage *self)
{
  g_autoptr (GError) error = NULL;
  const XpVillage village = {
    .name = (char *) gtk_editable_get_text (self->name),
    .short_name = (char *) gtk_editable_get_text (self->short_name),
    .issuer = (char *) gtk_editable_get_text (self->issuer),
    .township = (char *) gtk_editable_get_text (self->township),
    .county = (char *) gtk_editable_get_text (self->county),
    .unit = (char *) gtk_editable_get_text (self->unit),
  };
  if (xp_desk_save_village (self->desk, &village, &error))
    xp_page_tell_done (GTK_WIDGET (self), _ ("改好了，已经存盘。改错了按 Ctrl+Z。"));
  else
    xp_page_tell_error (GTK_WIDGET (self), error);
}

static void
show_village (XpSettingsPage *self, const XpVillage *village)
{
  gtk_editable_set_text (self->name, village->name);
  gtk_editable_set_text (self->short_name, village->short_name);
  gtk_editable_set_text (self->issuer, village->issuer);
  gtk_editable_set_text (self->township, village->township);
  gtk_editable_set_text (self->county, village->county);
  gtk_editable_set_text (self->unit, village->unit);
}

/* ---- the page ---- */

static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpSettingsPage *self = XP_SETTINGS_PAGE (page);
  XpWindow *window = get_window (self);
  g_set_object (&self->desk, desk);
  gtk_widget_set_visible (self->village, desk != NULL);
  gtk_widget_set_visible (self->typist, desk != NULL && !xp_desk_get_is_reader (desk));
  self->is_filling = true;
  if (window != NULL)
    show_machine (self, xp_window_get_settings (window));
  if (desk != NULL) {
    show_typist (self);
    show_village (self, xp_desk_get_village (desk));
  }
  self->is_filling = false;
}

static void
xp_settings_page_page_init (XpPageInterface *iface)
{
  iface->refresh = refresh;
}

static void
xp_settings_page_dispose (GObject *object)
{
  XpSettingsPage *self = XP_SETTINGS_PAGE (object);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_settings_page_parent_class)->dispose (object);
}

static void
xp_settings_page_class_init (XpSettingsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_settings_page_dispose;
  g_type_ensure (XP_TYPE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/org/xiangping/Xiangping/pages/xp-settings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, text_size);
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, light);
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, strong);
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, who);
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, pin);
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, typist);
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, set_pin);
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, remove_pin);
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, village);
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, name);
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, short_name);
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, issuer);
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, township);
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, county);
  gtk_widget_class_bind_template_child (widget_class, XpSettingsPage, unit);
  gtk_widget_class_bind_template_callback (widget_class, text_size_cb);
  gtk_widget_class_bind_template_callback (widget_class, light_cb);
  gtk_widget_class_bind_template_callback (widget_class, strong_cb);
  gtk_widget_class_bind_template_callback (widget_class, fonts_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_pin_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_pin_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_pin_cb);
  gtk_widget_class_bind_template_callback (widget_class, village_cb);
}

static void
xp_settings_page_init (XpSettingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  xp_text_scale_follow_clamp (self->clamp);
}
