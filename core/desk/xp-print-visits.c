/* xp-print-visits.c: a round's form becomes blank 入户打分表: many households a page, or one. */
#include "xp-print-source.h"

#include "xp-visit-form-sheet.h"
#include "xp-visit-sheet.h"

#include <string.h>

/* ---- what an item takes or gives, in few words ---- */

/* 每处1分，至多5分. */
static char *
rule_of (const XpItem *item)
{
  g_autofree char *points = xp_points_to_text (item->points_hundredths);
  g_autofree char *most = xp_points_to_text (item->max_hundredths);
  g_autofree char *least = xp_points_to_text (item->min_hundredths);
  const char *unit = item->unit[0] != '\0' ? item->unit : "次";
  switch (item->mode) {
  case XP_MODE_DEDUCT:
    return g_strdup_printf ("每%s%s分，至多%s分", unit, points, most);
  case XP_MODE_ADD:
    return g_strdup_printf ("每%s加%s分，至多%s分", unit, points, most);
  case XP_MODE_SCORE:
    return g_strdup_printf ("%s至%s分", least, most);
  case XP_MODE_GATE:
  case XP_MODE_VETO:
  case XP_MODE_CHECK:
    return g_strdup ("是、否");
  case XP_MODE_TIER:
  case XP_MODE_BASE:
  case XP_MODE_EVENT:
  case XP_MODE_REDEEM:
  case XP_MODE_STAR:
  case XP_MODE_GRADE:
  case XP_MODE_PAIR:
  case XP_MODE_VOTE:
  case XP_N_MODES:
  default:
    return g_strdup (item->points_text != NULL ? item->points_text : "");
  }
}

/* ---- lists out of the form ---- */

/* The numbers or names of all items of a mode: G1、G2; “” none. */
static char *
join_items (const XpRubric *rubric, XpMode mode, const char *before, const char *between)
{
  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < rubric->n_items; i++)
    if (rubric->items[i].mode == mode)
      g_string_append_printf (text,
                              "%s%s%s %s",
                              text->len > 0 ? between : "",
                              before,
                              rubric->items[i].no,
                              rubric->items[i].name);
  return g_string_free (text, FALSE);
}

static char *
join_states (const char *format_before, bool with_digit)
{
  GString *text = g_string_new (NULL);
  for (int state = XP_STATE_PRESENT + 1; state < XP_N_STATES; state++) {
    g_autofree char *digit = with_digit ? g_strdup_printf ("%d ", state) : g_strdup ("");
    g_string_append_printf (text,
                            "%s%s%s%s",
                            text->len > 0 ? "　" : "",
                            format_before,
                            digit,
                            xp_state_get_word ((XpState) state));
  }
  return g_string_free (text, FALSE);
}

static void
set_fields (XpPrintSource *source)
{
  const XpRubric *rubric = source->loaded->round->rubric;
  g_autofree char *gates = join_items (rubric, XP_MODE_GATE, "", "、");
  g_autofree char *gate_boxes = join_items (rubric, XP_MODE_GATE, "□", "　");
  g_autofree char *veto_boxes = join_items (rubric, XP_MODE_VETO, "□", "　");
  g_autofree char *digits = join_states ("", true);
  g_autofree char *boxes = join_states ("□", false);
  xp_print_source_set_field (source, "资格", gates);
  xp_print_source_set_field (source, "资格方框", gate_boxes);
  xp_print_source_set_field (source, "否决方框", veto_boxes);
  xp_print_source_set_field (source, "状态数字", digits);
  xp_print_source_set_field (source, "状态方框", boxes);
}

static bool
has_mode (const XpRubric *rubric, XpMode mode)
{
  for (size_t i = 0; i < rubric->n_items; i++)
    if (rubric->items[i].mode == mode)
      return true;
  return false;
}

/* ---- many households a page ---- */

/* The columns before and behind those of the items. */
enum {
  N_BEFORE = 3,
  N_BEHIND = 2
};

/* A veto is no matter for a sheet that goes from door to door, nor is what the village has switched
 * off. */
static bool
is_column (const XpItem *item)
{
  return item->mode != XP_MODE_VETO && !item->is_off;
}

static GArray *
make_columns (XpPrintSource *source)
{
  const XpRubric *rubric = source->loaded->round->rubric;
  const bool has_persons = g_hash_table_size (source->persons) > 0;
  const XpGridColumn before[N_BEFORE] = {
    {"编号", 10, XP_COLUMN_CENTRE, false},
    {has_persons ? "家" : "门牌", has_persons ? 30 : 14, XP_COLUMN_CENTRE, false},
    {has_persons ? "姓名" : "户主", 22, XP_COLUMN_NAME, false}};
  static const XpGridColumn BEHIND[N_BEHIND] = {{"状态", 11, XP_COLUMN_CENTRE, false},
                                                {"愿不愿意上榜", 27, XP_COLUMN_CENTRE, false}};
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (XpGridColumn));
  g_array_append_vals (columns, before, N_BEFORE);
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    const XpGridColumn column = {
      xp_print_source_keep (source, g_strconcat (item->no, item->name, NULL)),
      7.2,
      XP_COLUMN_CENTRE,
      true};
    if (is_column (item))
      g_array_append_val (columns, column);
  }
  g_array_append_vals (columns, BEHIND, N_BEHIND);
  return columns;
}

/* Cells of one household; the items' are blank. Kept. */
static const char *const *
make_cells (XpPrintSource *source, const XpEntrant *entrant, size_t n_columns, const char *consent)
{
  const bool is_person = g_hash_table_size (source->persons) > 0;
  const char **cells = g_new0 (const char *, n_columns);
  cells[0] = xp_print_source_keep (source, g_strdup_printf ("%d", entrant->number));
  cells[1] = is_person ? xp_print_source_place_entrant (source, entrant) : entrant->door;
  cells[2] = xp_print_source_name_entrant (source, entrant);
  cells[n_columns - 1] = consent;
  xp_print_source_keep (source, (char *) cells);
  return cells;
}

/* What stands under the head of an item: one finding, and all of them. */
static const char *
points_under_head (XpPrintSource *source, const XpItem *item, bool is_most)
{
  const bool is_counted = item->mode == XP_MODE_DEDUCT || item->mode == XP_MODE_ADD;
  if (is_most && (is_counted || item->mode == XP_MODE_SCORE))
    return xp_print_source_keep (source, xp_points_to_text (item->max_hundredths));
  return is_counted && !is_most
           ? xp_print_source_keep (source, xp_points_to_text (item->points_hundredths))
           : "";
}

/* Two rows of cells; kept. */
static const char *const *const *
make_under_head (XpPrintSource *source, size_t n_columns, GError **error)
{
  static const char *const SECTIONS[] = {"每处几分", "至多几分"};
  const XpRubric *rubric = source->loaded->round->rubric;
  const char *const **rows = g_new0 (const char *const *, G_N_ELEMENTS (SECTIONS));
  xp_print_source_keep (source, (char *) rows);
  for (size_t row = 0; row < G_N_ELEMENTS (SECTIONS); row++) {
    const char **cells = g_new0 (const char *, n_columns);
    size_t column = N_BEFORE;
    rows[row] = cells;
    xp_print_source_keep (source, (char *) cells);
    if ((cells[N_BEFORE - 1] = xp_print_source_fill (source, SECTIONS[row], error)) == NULL)
      return NULL;
    for (size_t i = 0; i < rubric->n_items; i++)
      if (is_column (&rubric->items[i]))
        cells[column++] = points_under_head (source, &rubric->items[i], row == 1);
  }
  return rows;
}

/* Of XpVisitGroup; the rows are kept. */
static GArray *
make_groups (XpPrintSource *source, const GPtrArray *entrants, size_t n_columns, GError **error)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (XpVisitGroup));
  const char *consent = xp_print_source_fill (source, "上榜方框", error);
  const char *const **rows = g_new0 (const char *const *, entrants->len + 1);
  xp_print_source_keep (source, (char *) rows);
  for (guint i = 0; i < entrants->len && consent != NULL; i++) {
    const XpEntrant *entrant = entrants->pdata[i];
    const XpEntrant *before = i > 0 ? entrants->pdata[i - 1] : NULL;
    rows[i] = make_cells (source, entrant, n_columns, consent);
    if (before == NULL || strcmp (before->group, entrant->group) != 0) {
      const XpVisitGroup group = {entrant->group, rows + i, 0};
      g_array_append_val (groups, group);
    }
    g_array_index (groups, XpVisitGroup, groups->len - 1).n_rows++;
  }
  for (guint i = 0; i < groups->len; i++) {
    XpVisitGroup *group = &g_array_index (groups, XpVisitGroup, i);
    group->heading = xp_print_source_keep (
      source,
      g_strdup_printf ("%s　%zu%s",
                       group->heading,
                       group->n_rows,
                       g_hash_table_size (source->persons) > 0 ? "人" : "户"));
  }
  return consent != NULL ? g_steal_pointer (&groups) : NULL;
}

static const char *const *
fill_legend (XpPrintSource *source, GError **error)
{
  const XpRubric *rubric = source->loaded->round->rubric;
  GPtrArray *lines = g_ptr_array_new ();
  const bool is_filled = xp_print_source_add_filled (source, lines, "说明·各项", error) &&
                         (!has_mode (rubric, XP_MODE_GATE) ||
                          xp_print_source_add_filled (source, lines, "说明·资格", error)) &&
                         xp_print_source_add_filled (source, lines, "说明·状态", error) &&
                         (!has_mode (rubric, XP_MODE_VETO) ||
                          xp_print_source_add_filled (source, lines, "说明·否决", error));
  xp_print_source_add_basis (source, lines);
  const char *const *list = xp_print_source_keep_list (source, lines);
  return is_filled ? list : NULL;
}

static GBytes *
print_many (XpPrintSource *source,
            const GPtrArray *entrants,
            XpFontBook *fonts,
            XpProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GArray) columns = make_columns (source);
  g_autoptr (GArray) groups = make_groups (source, entrants, columns->len, error);
  XpVisitSheet sheet = {
    .village = source->result->village,
    .columns = (const XpGridColumn *) (gpointer) columns->data,
    .n_columns = columns->len,
    .n_under_head = 2,
  };
  const bool is_filled =
    groups != NULL && (sheet.title = xp_print_source_fill (source, "标题", error)) != NULL &&
    (sheet.sub_lines = xp_print_source_fill_lines (source, "表头", error)) != NULL &&
    (sheet.under_head = make_under_head (source, columns->len, error)) != NULL &&
    (sheet.legend = fill_legend (source, error)) != NULL &&
    (sheet.signers = xp_print_source_fill_lines (source, "签字", error)) != NULL;
  if (!is_filled)
    return NULL;
  sheet.groups = (const XpVisitGroup *) (gpointer) groups->data;
  sheet.n_groups = groups->len;
  return xp_visit_sheet_render (&sheet, fonts, progress, cancellable, error);
}

/* ---- one household a page ---- */

/* Every item that carries points is a deduction. */
static bool
loses_only (const XpRubric *rubric)
{
  for (size_t i = 0; i < rubric->n_items; i++)
    if (xp_mode_has_points (rubric->items[i].mode) && rubric->items[i].mode != XP_MODE_DEDUCT)
      return false;
  return true;
}

/* The items that carry points, section by section; both arrays are the sheet's. */
static void
list_sections (XpPrintSource *source, GArray *sections, GArray *items)
{
  const XpRubric *rubric = source->loaded->round->rubric;
  g_array_set_size (items, (guint) rubric->n_items);
  XpVisitItem *all = (XpVisitItem *) (gpointer) items->data;
  size_t n = 0;
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    if (!xp_mode_has_points (item->mode) || item->is_off)
      continue;
    const XpVisitSection *last =
      sections->len > 0 ? &g_array_index (sections, XpVisitSection, sections->len - 1) : NULL;
    if (last == NULL || strcmp (last->name, item->section) != 0) {
      const XpVisitSection section = {item->section, all + n, 0};
      g_array_append_val (sections, section);
    }
    all[n++] = (XpVisitItem){item->no,
                             item->name,
                             item->criterion,
                             xp_print_source_keep (source, rule_of (item))};
    g_array_index (sections, XpVisitSection, sections->len - 1).n_items++;
  }
}

static const char *
facts_of (XpPrintSource *source, const XpEntrant *entrant)
{
  const char *place = xp_print_source_place_entrant (source, entrant);
  const char *people = xp_print_source_count_people (source, entrant->household_uid);
  return xp_print_source_keep (source,
                               g_strdup_printf ("编号%d　%s%s%s%s",
                                                entrant->number,
                                                place,
                                                people[0] != '\0' ? "　" : "",
                                                people,
                                                people[0] != '\0' ? "口人" : ""));
}

static GArray *
make_entrants (XpPrintSource *source, const GPtrArray *entrants)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (XpVisitEntrant));
  for (guint i = 0; i < entrants->len; i++) {
    const XpVisitEntrant one = {xp_print_source_name_entrant (source, entrants->pdata[i]),
                                facts_of (source, entrants->pdata[i])};
    g_array_append_val (list, one);
  }
  return list;
}

static bool
fill_single (XpPrintSource *source, XpVisitFormSheet *sheet, GError **error)
{
  const XpRubric *rubric = source->loaded->round->rubric;
  GPtrArray *above = g_ptr_array_new (), *below = g_ptr_array_new ();
  const bool is_filled =
    (!has_mode (rubric, XP_MODE_GATE) ||
     xp_print_source_add_filled (source, above, "单户·资格", error)) &&
    xp_print_source_add_filled (source, below, "单户·状态", error) &&
    (!has_mode (rubric, XP_MODE_VETO) ||
     xp_print_source_add_filled (source, below, "单户·否决", error)) &&
    xp_print_source_add_filled (source, below, "单户·上榜", error) &&
    (sheet->title = xp_print_source_fill (source, "标题", error)) != NULL &&
    (sheet->sub_lines = xp_print_source_fill_lines (source, "表头", error)) != NULL &&
    (sheet->words = xp_print_source_fill (source, "单户·记几句", error)) != NULL &&
    (sheet->signers = xp_print_source_fill_lines (source, "单户·签字", error)) != NULL;
  sheet->above = xp_print_source_keep_list (source, above);
  xp_print_source_add_basis (source, below);
  sheet->below = xp_print_source_keep_list (source, below);
  return is_filled;
}

/* @list: of XpVisitEntrant. */
static GBytes *
print_single (XpPrintSource *source,
              const GArray *list,
              XpFontBook *fonts,
              XpProgress *progress,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GArray) sections = g_array_new (FALSE, FALSE, sizeof (XpVisitSection));
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (XpVisitItem));
  const bool only_loses = loses_only (source->loaded->round->rubric);
  list_sections (source, sections, items);
  XpVisitFormSheet sheet = {
    .village =
      source->result != NULL ? source->result->village : xp_desk_get_village (source->desk)->name,
    .heads = {"大项",
              "项",
              "评分项",
              "标准",
              only_loses ? "怎么扣" : "怎么记",
              only_loses ? "几处" : "几处、几分",
              only_loses ? "扣几分" : "得分"},
    .sections = (const XpVisitSection *) (gpointer) sections->data,
    .n_sections = sections->len,
    .entrants = (const XpVisitEntrant *) (gpointer) list->data,
    .n_entrants = list->len,
  };
  return fill_single (source, &sheet, error)
           ? xp_visit_form_sheet_render (&sheet, fonts, progress, cancellable, error)
           : NULL;
}

GBytes *
xp_print_visits (XpPrintSource *source,
                 XpFontBook *fonts,
                 XpProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  const bool is_single = source->options.is_one_per_page || source->options.household != 0;
  g_autoptr (GPtrArray) entrants = xp_print_source_list_entrants (source);
  if (entrants->len == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "所选的组里没有参评的人家，没有打分表可印。请换一个组。");
    return NULL;
  }
  set_fields (source);
  if (!is_single)
    return print_many (source, entrants, fonts, progress, cancellable, error);
  g_autoptr (GArray) list = make_entrants (source, entrants);
  return print_single (source, list, fonts, progress, cancellable, error);
}

/* ---- nobody's yet ---- */

GBytes *
xp_print_blank (XpPrintSource *source,
                XpFontBook *fonts,
                XpProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  const bool is_person = g_strcmp0 (source->loaded->round->rubric->award.object, "人") == 0;
  const XpVisitEntrant nobody = {is_person ? "姓名＿＿＿＿＿" : "户主＿＿＿＿＿",
                                 is_person ? "编号＿＿＿＿　家庭＿＿＿＿＿＿＿＿"
                                           : "编号＿＿＿＿　组＿＿＿＿＿　门牌＿＿＿＿＿"};
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (XpVisitEntrant));
  g_array_append_val (list, nobody);
  set_fields (source);
  return print_single (source, list, fonts, progress, cancellable, error);
}
