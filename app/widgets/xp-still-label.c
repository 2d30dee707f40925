#include "xp-still-label.h"

#include <string.h>

struct _XpStillLabel {
  GtkWidget parent_instance;

  char *text;          /* owned; never NULL */
  PangoLayout *layout; /* owned; of the text, as wide as the label stands */
  PangoLayout *ruler;  /* owned; of the text that the window was laid out for: GTK keeps what it
                          measured until it is told, so that is what it measures again */
  float xalign;
  bool wraps, ellipsizes, has_even_figures;
  int width_chars;
};

G_DEFINE_FINAL_TYPE (XpStillLabel, xp_still_label, GTK_TYPE_WIDGET)

enum {
  PROPERTY_XALIGN = 1,
  PROPERTY_WRAPS,
  PROPERTY_ELLIPSIZES,
  PROPERTY_WIDTH_CHARS,
  PROPERTY_HAS_EVEN_FIGURES,
  N_PROPERTIES
};
static GParamSpec *properties[N_PROPERTIES];

/* ---- size ---- */

static PangoLayout *
new_layout (XpStillLabel *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout,
                              self->ellipsizes ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  if (self->has_even_figures) {
    PangoAttrList *attributes = pango_attr_list_new ();
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
    pango_layout_set_attributes (layout, attributes);
    pango_attr_list_unref (attributes);
  }
  return layout;
}

static PangoLayout *
get_layout (XpStillLabel *self)
{
  if (self->layout == NULL)
    self->layout = new_layout (self);
  return self->layout;
}

static PangoLayout *
get_ruler (XpStillLabel *self)
{
  if (self->ruler == NULL)
    self->ruler = new_layout (self);
  return self->ruler;
}

/* @width: in pixels; -1: on one line. */
static void
measure_text (XpStillLabel *self, PangoLayout *layout, int width, int *out_width, int *out_height)
{
  pango_layout_set_width (layout,
                          (self->wraps || self->ellipsizes) && width >= 0 ? width * PANGO_SCALE
                                                                          : -1);
  pango_layout_get_pixel_size (layout, out_width, out_height);
}

static int
least_width (XpStillLabel *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  const int character = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                             pango_font_metrics_get_approximate_digit_width (metrics));
  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS_CEIL (character * self->width_chars);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return XP_STILL_LABEL (widget)->wraps ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH
                                        : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  XpStillLabel *self = XP_STILL_LABEL (widget);
  int width = 0, height = 0;
  const bool is_width = orientation == GTK_ORIENTATION_HORIZONTAL;
  measure_text (self, get_ruler (self), is_width ? -1 : for_size, &width, &height);
  if (is_width) {
    const int least = MAX (least_width (self), 1);
    *natural = MAX (width, least);
    *minimum = self->wraps || self->ellipsizes ? least : *natural;
  } else {
    *minimum = *natural = height;
  }
}

/* Whether the text stands where the window has laid it out: no wider, and with as many lines. */
static bool
fits (XpStillLabel *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  int text_width = 0, text_height = 0, then_width = 0, then_height = 0;
  if (width <= 0)
    return false;
  measure_text (self, get_layout (self), width, &text_width, &text_height);
  measure_text (self, get_ruler (self), width, &then_width, &then_height);
  return text_width <= width && text_height == then_height;
}

static void
lay_out (XpStillLabel *self)
{
  g_clear_object (&self->ruler);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* ---- text ---- */

const char *
xp_still_label_get_text (XpStillLabel *self)
{
  return self->text;
}

void
xp_still_label_set_text (XpStillLabel *self, const char *text)
{
  if (strcmp (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  if (self->layout != NULL)
    pango_layout_set_text (self->layout, self->text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->text,
                                  -1);
  if (fits (self))
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else
    lay_out (self);
}

/* ---- the widget ---- */

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  XpStillLabel *self = XP_STILL_LABEL (widget);
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int text_width = 0, text_height = 0;
  measure_text (self, get_layout (self), width, &text_width, &text_height);
  gtk_snapshot_render_layout (snapshot,
                              gtk_widget_get_style_context (widget),
                              (int) ((float) (width - text_width) * self->xalign),
                              (height - text_height) / 2,
                              get_layout (self));
}

static void
css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  XpStillLabel *self = XP_STILL_LABEL (widget);
  GTK_WIDGET_CLASS (xp_still_label_parent_class)->css_changed (widget, change);
  int width = 0, height = 0, new_width = 0, new_height = 0;
  measure_text (self, get_ruler (self), -1, &width, &height);
  pango_layout_context_changed (get_layout (self));
  pango_layout_context_changed (self->ruler);
  measure_text (self, self->ruler, -1, &new_width, &new_height);
  if (width == new_width && height == new_height && fits (self))
    gtk_widget_queue_draw (widget); /* another colour */
  else
    lay_out (self);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  XpStillLabel *self = XP_STILL_LABEL (object);
  switch (id) {
  case PROPERTY_XALIGN:
    self->xalign = g_value_get_float (value);
    break;
  case PROPERTY_WRAPS:
    self->wraps = g_value_get_boolean (value);
    break;
  case PROPERTY_ELLIPSIZES:
    self->ellipsizes = g_value_get_boolean (value);
    break;
  case PROPERTY_WIDTH_CHARS:
    self->width_chars = g_value_get_int (value);
    break;
  case PROPERTY_HAS_EVEN_FIGURES:
    self->has_even_figures = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
xp_still_label_finalize (GObject *object)
{
  XpStillLabel *self = XP_STILL_LABEL (object);
  g_clear_object (&self->layout);
  g_clear_object (&self->ruler);
  g_free (self->text);
  G_OBJECT_CLASS (xp_still_label_parent_class)->finalize (object);
}

static void
xp_still_label_class_init (XpStillLabelClass *class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->set_property = set_property;
  object_class->finalize = xp_still_label_finalize;
  widget_class->get_request_mode = get_request_mode;
  widget_class->measure = measure;
  widget_class->snapshot = snapshot;
  widget_class->css_changed = css_changed;
  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);

  properties[PROPERTY_XALIGN] = g_param_spec_float ("xalign", NULL, NULL, 0, 1, 0, flags);
  properties[PROPERTY_WRAPS] = g_param_spec_boolean ("wraps", NULL, NULL, FALSE, flags);
  properties[PROPERTY_ELLIPSIZES] = g_param_spec_boolean ("ellipsizes", NULL, NULL, FALSE, flags);
  properties[PROPERTY_WIDTH_CHARS] = g_param_spec_int ("width-chars", NULL, NULL, 0, 200, 0, flags);
  properties[PROPERTY_HAS_EVEN_FIGURES] =
    g_param_spec_boolean ("has-even-figures", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
xp_still_label_init (XpStillLabel *self)
{
  self->text = g_strdup ("");
}
