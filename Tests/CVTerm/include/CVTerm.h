#ifndef CVTERM_H
#define CVTERM_H

/* Our own small face of libvterm: a terminal in memory, for tests that look at the screen. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cv_terminal cv_terminal;

/* What stands in one place of the screen. `width` is 0 in the second column of a wide character. */
typedef struct {
  uint32_t characters[6]; /* ends before the first 0 */
  int width;
  bool bold, reverse, underline;
  bool has_color, has_background; /* other than the terminal's own */
  uint8_t color[3], background[3];
} cv_cell;

cv_terminal *cv_open(int rows, int columns);
void cv_close(cv_terminal *terminal);
void cv_write(cv_terminal *terminal, const uint8_t *bytes, size_t count);
/* What the terminal answers to questions of the program; how many bytes. */
size_t cv_answer(cv_terminal *terminal, uint8_t *bytes, size_t limit);
void cv_resize(cv_terminal *terminal, int rows, int columns);
cv_cell cv_cell_at(cv_terminal *terminal, int row, int column);
void cv_cursor(cv_terminal *terminal, int *row, int *column);
bool cv_is_on_other_screen(cv_terminal *terminal);

#endif
