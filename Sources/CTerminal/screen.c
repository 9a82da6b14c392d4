#define NCURSES_WIDECHAR 1
#include "CTerminal.h"

#include <curses.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

extern int setupterm(const char *term, int fd, int *error); /* see terminal.c */

/* Pair numbers beyond a short came with ncurses 6.1; a screen of half blocks takes more than a thousand. */
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS >= 20170401
#define HAS_MANY_PAIRS 1
#else
#define HAS_MANY_PAIRS 0
#endif

static SCREEN *screen;

/* ncurses takes these over when they have no handler of somebody else's. */
static struct {
  int signal;
  struct sigaction previous;
} taken[] = {{SIGINT, {{0}}}, {SIGTERM, {{0}}}, {SIGTSTP, {{0}}}, {SIGWINCH, {{0}}}};
enum { TAKEN = sizeof taken / sizeof *taken };

static void restore_signals(void) {
  for (int i = 0; i < TAKEN; i++)
    sigaction(taken[i].signal, &taken[i].previous, NULL);
}

bool ct_terminal_is_known(const char *term) {
  int error = 0;
  return setupterm(term, STDOUT_FILENO, &error) == OK;
}

/* A terminal has two spellings of its arrows and may send the one that its description does not name. */
static void know_both_spellings(void) {
  static const struct {
    const char *sequence;
    int key;
  } keys[] = {
      {"\033[A", KEY_UP},   {"\033[B", KEY_DOWN}, {"\033[C", KEY_RIGHT}, {"\033[D", KEY_LEFT},
      {"\033OA", KEY_UP},   {"\033OB", KEY_DOWN}, {"\033OC", KEY_RIGHT}, {"\033OD", KEY_LEFT},
      {"\033[H", KEY_HOME}, {"\033[F", KEY_END},  {"\033OH", KEY_HOME},  {"\033OF", KEY_END},
      {"\033[1~", KEY_HOME}, {"\033[4~", KEY_END}, {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE},
      {"\033[3~", KEY_DC},  {"\033[Z", KEY_BTAB},
  };
  for (unsigned i = 0; i < sizeof keys / sizeof *keys; i++)
    define_key(keys[i].sequence, keys[i].key);
}

bool ct_screen_open(const char *term) {
  /* newterm ends in failure where initscr would end the program. */
  if (screen != NULL || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !ct_terminal_is_known(term))
    return false;
  const char *move = tigetstr("cup");
  if (move == NULL || move == (char *)-1)
    return false;
  for (int i = 0; i < TAKEN; i++)
    sigaction(taken[i].signal, NULL, &taken[i].previous);
  screen = newterm(term, stdout, stdin);
  if (screen == NULL) {
    restore_signals();
    return false;
  }
  if (!ct_signals_watch()) {
    ct_screen_close();
    return false;
  }
  cbreak();
  noecho();
  nonl(); /* Enter is a carriage return */
  keypad(stdscr, TRUE);
  know_both_spellings();
  nodelay(stdscr, TRUE);
  set_escdelay(50);
  curs_set(0);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  return true;
}

void ct_screen_close(void) {
  if (screen == NULL)
    return;
  ct_screen_mouse(false);
  ct_signals_restore();
  const char *other = tigetstr("rmcup");
  if (other == NULL || other == (char *)-1) { /* the screen there was does not come back */
    erase();
    refresh();
  }
  endwin();
  delscreen(screen);
  screen = NULL;
  restore_signals();
}

int ct_screen_colors(void) { return has_colors() ? COLORS : 0; }
int ct_screen_rows(void) { return LINES; }
int ct_screen_columns(void) { return COLS; }

void ct_screen_mouse(bool wanted) {
  mouseinterval(0); /* a click is told at once, and nothing waits for a second one */
  mousemask(wanted ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
}

/* --------------------------------------------------------------------------------------------- drawing */

static int pair_of(int foreground, int background) {
  if (!has_colors() || (foreground < 0 && background < 0))
    return 0;
#if HAS_MANY_PAIRS
  int pair = alloc_pair(foreground, background);
  return pair < 0 ? 0 : pair;
#else
  static short pairs[256][2];
  static short used;
  for (short i = 1; i <= used; i++)
    if (pairs[i][0] == foreground && pairs[i][1] == background)
      return i;
  if (used + 1 >= COLOR_PAIRS || used + 1 >= 256)
    return 0;
  used++;
  pairs[used][0] = (short)foreground;
  pairs[used][1] = (short)background;
  init_pair(used, (short)foreground, (short)background);
  return used;
#endif
}

void ct_screen_put(int row, int column, const uint32_t *scalars, int count, int foreground, int background,
                   int attributes) {
  wchar_t text[CCHARW_MAX + 1];
  int length = count < CCHARW_MAX ? count : CCHARW_MAX;
  for (int i = 0; i < length; i++)
    text[i] = (wchar_t)scalars[i];
  text[length] = 0;
  attr_t style = 0;
  if (attributes & CT_BOLD)
    style |= A_BOLD;
  if (attributes & CT_DIM)
    style |= A_DIM;
  if (attributes & CT_UNDERLINE)
    style |= A_UNDERLINE;
  if (attributes & CT_REVERSE)
    style |= A_REVERSE;
#ifdef A_ITALIC
  if (attributes & CT_ITALIC)
    style |= A_ITALIC;
#endif
  int pair = pair_of(foreground, background);
  cchar_t cell;
#if HAS_MANY_PAIRS
  if (setcchar(&cell, text, style, 0, &pair) == ERR) {
    wchar_t unknown[] = {L'?', 0}; /* what the C library has no width for */
    setcchar(&cell, unknown, style, 0, &pair);
  }
#else
  if (setcchar(&cell, text, style, (short)pair, NULL) == ERR) {
    wchar_t unknown[] = {L'?', 0};
    setcchar(&cell, unknown, style, (short)pair, NULL);
  }
#endif
  mvadd_wch(row, column, &cell);
}

void ct_screen_show(int row, int column) {
  bool has_cursor = row >= 0;
  if (has_cursor)
    move(row, column);
  curs_set(has_cursor ? 1 : 0);
  refresh();
}

void ct_screen_redraw(void) { clearok(curscr, TRUE); }

/* ----------------------------------------------------------------------------------------------- events */

/* After an ESC: whatever came with it is one sequence that curses does not know. True when nothing did. */
static bool is_bare_escape(void) {
  wint_t next;
  if (get_wch(&next) == ERR)
    return true;
  wint_t opener = next;
  if (opener == '[') {
    while (get_wch(&next) != ERR && (next < 0x40 || next > 0x7e)) {
    }
  } else if (opener == 'O') {
    get_wch(&next);
  } else if (opener == ']' || opener == 'P' || opener == '_' || opener == '^' || opener == 'X') {
    /* A string: to BEL or ESC \. */
    while (get_wch(&next) != ERR && next != 7)
      if (next == 27) {
        get_wch(&next);
        break;
      }
  }
  return false;
}

static bool mouse_event(ct_screen_event *event) {
  MEVENT mouse;
  if (getmouse(&mouse) != OK)
    return false;
  event->kind = mouse.bstate & BUTTON4_PRESSED   ? CT_SCREEN_WHEEL_UP
                : mouse.bstate & BUTTON5_PRESSED ? CT_SCREEN_WHEEL_DOWN
                : mouse.bstate & BUTTON1_PRESSED ? CT_SCREEN_PRESS
                                                 : CT_SCREEN_NOTHING;
  event->row = mouse.y;
  event->column = mouse.x;
  return event->kind != CT_SCREEN_NOTHING;
}

/* False for what is no event. */
static bool function_key(wint_t key, ct_screen_event *event) {
  static const struct {
    int key;
    enum ct_key code;
  } known[] = {
      {KEY_UP, CT_KEY_UP},         {KEY_DOWN, CT_KEY_DOWN},   {KEY_LEFT, CT_KEY_LEFT},
      {KEY_RIGHT, CT_KEY_RIGHT},   {KEY_HOME, CT_KEY_HOME},   {KEY_END, CT_KEY_LAST},
      {KEY_PPAGE, CT_KEY_PAGE_UP}, {KEY_ENTER, CT_KEY_ENTER}, {KEY_NPAGE, CT_KEY_PAGE_DOWN},
      {KEY_DC, CT_KEY_DELETE},     {KEY_BTAB, CT_KEY_BACKTAB}, {KEY_BACKSPACE, CT_KEY_BACKSPACE},
  };
  if (key == KEY_MOUSE)
    return mouse_event(event);
  if (key == KEY_RESIZE) /* resizeterm leaves one behind */
    return false;
  event->kind = CT_SCREEN_KEY;
  event->code = CT_KEY_UNKNOWN;
  for (unsigned i = 0; i < sizeof known / sizeof *known; i++)
    if ((wint_t)known[i].key == key)
      event->code = known[i].code;
  return true;
}

static bool take_key(ct_screen_event *event) {
  for (;;) {
    wint_t key;
    int kind = get_wch(&key);
    if (kind == ERR)
      return false;
    if (kind == KEY_CODE_YES) {
      if (function_key(key, event))
        return true;
      continue;
    }
    if (key == 12) { /* Ctrl-L */
      ct_screen_redraw();
      refresh();
      continue;
    }
    event->kind = CT_SCREEN_CHARACTER;
    event->code = (int32_t)key;
    if (key == 27) {
      event->kind = CT_SCREEN_KEY;
      event->code = is_bare_escape() ? CT_KEY_ESCAPE : CT_KEY_UNKNOWN;
    }
    return true;
  }
}

static bool take_resize(ct_screen_event *event) {
  int rows, columns;
  if (!ct_window_size(STDOUT_FILENO, &rows, &columns) || (rows == LINES && columns == COLS))
    return false;
  resizeterm(rows, columns);
  ct_screen_redraw();
  event->kind = CT_SCREEN_RESIZED;
  event->row = rows;
  event->column = columns;
  return true;
}

static bool input_has_ended(void) {
  int waiting = 0;
  return (ct_wait(0) & CT_INPUT) && ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting == 0;
}

void ct_screen_next(ct_screen_event *event) {
  memset(event, 0, sizeof *event);
  for (;;) {
    if (take_resize(event) || take_key(event))
      return;
    /* A tick: a window may change its size without a signal. */
    int wakes = ct_wait(250);
    if (wakes & CT_INTERRUPT) {
      ct_interrupts_clear();
      event->kind = CT_SCREEN_INTERRUPTED;
      return;
    }
    if (wakes & CT_SUSPEND) {
      endwin();
      ct_suspend();
    }
    if (wakes & (CT_SUSPEND | CT_CONTINUED)) {
      ct_screen_redraw();
      refresh();
    }
    if ((wakes & CT_INPUT) && !take_key(event) && input_has_ended()) {
      event->kind = CT_SCREEN_ENDED;
      return;
    }
    if (event->kind != CT_SCREEN_NOTHING)
      return;
  }
}
