/* xp-scroll-area.h: what a widget that draws a part of something larger has in common with others:
 * it lies in a GtkScrolledWindow, and is told when it was scrolled. */
#pragma once

#include <gtk/gtk.h>

#define XP_TYPE_SCROLL_AREA (xp_scroll_area_get_type ())
G_DECLARE_DERIVABLE_TYPE (XpScrollArea, xp_scroll_area, XP, SCROLL_AREA, GtkWidget)

struct _XpScrollAreaClass {
  GtkWidgetClass parent_class;

  /* Another part is to be drawn; not between begin and end of an allocation. */
  void (*scrolled) (XpScrollArea *self);
  /* It lies in another window: how much there is to scroll is to be said anew. NULL: nothing. */
  void (*moved) (XpScrollArea *self, GtkOrientation orientation);
};

/* Borrowed; NULL: it lies in no window that scrolls. */
GtkAdjustment *xp_scroll_area_get_adjustment (XpScrollArea *self, GtkOrientation orientation);

/* In pixels from the beginning; 0 where nothing scrolls. */
double xp_scroll_area_get_offset (XpScrollArea *self, GtkOrientation orientation);

/* @extent: of all there is; @room: of what is seen; @step: of an arrow key. */
void xp_scroll_area_configure (
  XpScrollArea *self, GtkOrientation orientation, double extent, double room, double step);

/* What is scrolled while the widget lays itself out tells nobody. */
void xp_scroll_area_begin_allocation (XpScrollArea *self);
void xp_scroll_area_end_allocation (XpScrollArea *self);
