#define NCURSES_WIDECHAR 1
#include "CTerminal.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* term.h declares this, and hundreds of macros with names like `lines`. */
extern int setupterm(const char *term, int fd, int *error);

bool ct_use_utf8(void) {
  if (setlocale(LC_CTYPE, "") != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
    return true;
  /* glibc and musl have the first, macOS the second. */
  return setlocale(LC_CTYPE, "C.UTF-8") != NULL || setlocale(LC_CTYPE, "en_US.UTF-8") != NULL;
}

static bool knows_terminal(int fd) {
  int error = 0; /* with a place for it, setupterm does not exit the program */
  return setupterm(NULL, fd, &error) == OK;
}

bool ct_terminal_moves_cursor(int fd) {
  if (!knows_terminal(fd))
    return false;
  const char *left = tigetstr("cub1");
  return left != NULL && left != (char *)-1;
}

int ct_terminal_colors(int fd) {
  return knows_terminal(fd) ? tigetnum("colors") : -1;
}

bool ct_window_size(int fd, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
    return false;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return true;
}
