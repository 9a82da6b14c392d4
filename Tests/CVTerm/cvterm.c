#include "CVTerm.h"

#include <stdlib.h>
#include <vterm.h>

struct cv_terminal {
  VTerm *vterm;
  VTermScreen *screen;
  bool is_on_other_screen;
};

static int on_property(VTermProp property, VTermValue *value, void *user) {
  cv_terminal *terminal = user;
  if (property == VTERM_PROP_ALTSCREEN)
    terminal->is_on_other_screen = value->boolean != 0;
  return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

cv_terminal *cv_open(int rows, int columns) {
  cv_terminal *terminal = calloc(1, sizeof *terminal);
  if (terminal == NULL)
    return NULL;
  terminal->vterm = vterm_new(rows, columns);
  vterm_set_utf8(terminal->vterm, 1);
  terminal->screen = vterm_obtain_screen(terminal->vterm);
  vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
  vterm_screen_enable_altscreen(terminal->screen, 1);
  vterm_screen_reset(terminal->screen, 1);
  return terminal;
}

void cv_close(cv_terminal *terminal) {
  vterm_free(terminal->vterm);
  free(terminal);
}

void cv_write(cv_terminal *terminal, const uint8_t *bytes, size_t count) {
  vterm_input_write(terminal->vterm, (const char *)bytes, count);
}

size_t cv_answer(cv_terminal *terminal, uint8_t *bytes, size_t limit) {
  return vterm_output_read(terminal->vterm, (char *)bytes, limit);
}

void cv_resize(cv_terminal *terminal, int rows, int columns) {
  vterm_set_size(terminal->vterm, rows, columns);
}

static void rgb(cv_terminal *terminal, VTermColor color, uint8_t into[3]) {
  vterm_screen_convert_color_to_rgb(terminal->screen, &color);
  into[0] = color.rgb.red;
  into[1] = color.rgb.green;
  into[2] = color.rgb.blue;
}

cv_cell cv_cell_at(cv_terminal *terminal, int row, int column) {
  cv_cell result = {.width = 1};
  VTermScreenCell cell;
  if (!vterm_screen_get_cell(terminal->screen, (VTermPos){.row = row, .col = column}, &cell))
    return result;
  bool is_second_half = cell.chars[0] == UINT32_MAX;
  for (int i = 0; i < 6 && !is_second_half; i++)
    result.characters[i] = cell.chars[i];
  result.width = is_second_half ? 0 : cell.width;
  result.bold = cell.attrs.bold;
  result.reverse = cell.attrs.reverse;
  result.underline = cell.attrs.underline != 0;
  result.has_color = !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg);
  result.has_background = !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
  rgb(terminal, cell.fg, result.color);
  rgb(terminal, cell.bg, result.background);
  return result;
}

void cv_cursor(cv_terminal *terminal, int *row, int *column) {
  VTermPos position;
  vterm_state_get_cursorpos(vterm_obtain_state(terminal->vterm), &position);
  *row = position.row;
  *column = position.col;
}

bool cv_is_on_other_screen(cv_terminal *terminal) {
  return terminal->is_on_other_screen;
}
