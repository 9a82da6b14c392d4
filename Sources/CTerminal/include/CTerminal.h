#ifndef CTERMINAL_H
#define CTERMINAL_H

/* Our own small face of libedit, curses' terminal database and the signals of a terminal. Swift sees this
   header and nothing of histedit.h or curses.h, half of which it could not import. */

#include <stdbool.h>
#include <stdint.h>

/* -------------------------------------------------------------------------------- the line editor: editor.c */

typedef struct ct_editor ct_editor;

/* Commands of ours that keys can be bound to, and the name each has in .editrc. */
enum ct_command {
  CT_COMPLETE,      /* talpa-complete */
  CT_INSERT_PASTE,  /* talpa-insert-paste */
  CT_ACCEPT_HINT,   /* talpa-accept-hint */
  CT_DELETE_OR_END, /* talpa-delete-or-end */
  CT_IGNORE         /* talpa-ignore */
};

/* What a command asks of libedit when it is done. */
enum ct_outcome { CT_DONE, CT_LINE_CHANGED, CT_END_OF_INPUT, CT_REFUSED };

/* What next_key may return beside a character. */
enum { CT_KEY_END = -1, CT_KEY_INTERRUPTED = -2 };

enum ct_reading { CT_LINE, CT_END, CT_INTERRUPTED };

typedef struct {
  void *context;
  /* Waits for a key; called whenever libedit wants the next character. */
  int32_t (*next_key)(void *context);
  enum ct_outcome (*perform)(void *context, enum ct_command command);
} ct_editor_delegate;

ct_editor *ct_editor_open(const char *program);
/* To be called before anything is read. */
void ct_editor_delegate_to(ct_editor *editor, ct_editor_delegate delegate);
void ct_editor_close(ct_editor *editor);

/* Binds a key, written as in .editrc ("^R", "\\e[3~"), to a command of libedit's or ours. */
void ct_editor_bind(ct_editor *editor, const char *key, const char *command);
/* The same in vi's command mode. */
void ct_editor_bind_in_vi_command_mode(ct_editor *editor, const char *key, const char *command);
/* Obeys the user's .editrc. */
void ct_editor_source(ct_editor *editor);
bool ct_editor_is_vi(ct_editor *editor);

/* Edits one line. Escape sequences in the prompt stand between two \001. `line` lies in the editor's own
   memory until the next call, `length` is without the newline. */
enum ct_reading ct_editor_read(ct_editor *editor, const char *prompt, const char **line, int *length);

/* The line as it is now, UTF-8; `cursor` is an offset in bytes. */
void ct_editor_line(ct_editor *editor, const char **line, int *length, int *cursor);
/* False when there is no memory for so much. */
bool ct_editor_insert(ct_editor *editor, const char *text);
/* Counts characters, not bytes. */
void ct_editor_delete_before(ct_editor *editor, int characters);
void ct_editor_delete_after(ct_editor *editor);

/* Draws prompt and line anew from where the cursor stands, which must be the start of a row. */
void ct_editor_draw(ct_editor *editor);
/* Takes in the new size of the terminal. */
void ct_editor_resize(ct_editor *editor);
/* Switches the terminal between the editor's mode and the one it had. */
void ct_editor_raw(ct_editor *editor, bool raw);
/* Writes to the terminal in order with what libedit writes. */
void ct_write(const char *text);

void ct_history_size(ct_editor *editor, int entries);
void ct_history_enter(ct_editor *editor, const char *line);
/* Takes out every entry that equals the line. */
void ct_history_forget(ct_editor *editor, const char *line);

/* ------------------------------------------------------------------------------------- signals: signals.c */

/* From now on SIGINT sets a flag and does not end the program. */
void ct_interrupts_catch(void);
bool ct_interrupts_pending(void);
void ct_interrupts_clear(void);

/* What ended a wait; several may come at once. 0: nothing in the time given. */
enum ct_wake { CT_INPUT = 1, CT_INTERRUPT = 2, CT_RESIZED = 4, CT_SUSPEND = 8, CT_CONTINUED = 16 };

/* Between these two, the signals of a terminal wake ct_wait. False: the system has no pipe left. */
bool ct_signals_watch(void);
void ct_signals_restore(void);
/* Waits for input on stdin or for a signal; negative: without limit. */
int ct_wait(int milliseconds);
/* A byte of stdin; -1 at its end. */
int ct_read_byte(void);
/* Stops the program as Ctrl-Z would have, until the shell continues it. */
void ct_suspend(void);

/* --------------------------------------------------------------------------------------- safety: guard.c */

/* Remembers the terminal's settings and brings them back however the program ends, short of SIGKILL. */
void ct_guard_install(void);
/* What to write to the terminal on such an end; at most 127 bytes. NULL: nothing. */
void ct_guard_arm(const char *reset);

/* ----------------------------------------------------------------------------- the terminal: terminal.c */

/* Makes LC_CTYPE a UTF-8 locale, the user's own if it is one. All other categories stay C. */
bool ct_use_utf8(void);
/* Whether the terminal database knows $TERM, and how to move its cursor. */
bool ct_terminal_moves_cursor(int fd);
/* Colours of $TERM by the terminal database; -1 when it does not know. */
int ct_terminal_colors(int fd);
bool ct_window_size(int fd, int *rows, int *columns);

/* -------------------------------------------------------------------------------- a full screen: screen.c */

enum ct_attribute { CT_BOLD = 1, CT_DIM = 2, CT_ITALIC = 4, CT_UNDERLINE = 8, CT_REVERSE = 16 };

enum ct_screen_kind {
  CT_SCREEN_NOTHING,
  CT_SCREEN_CHARACTER, /* code is a Unicode scalar */
  CT_SCREEN_KEY,       /* code is an enum ct_key */
  CT_SCREEN_PRESS,     /* the mouse, at row and column */
  CT_SCREEN_WHEEL_UP,
  CT_SCREEN_WHEEL_DOWN,
  CT_SCREEN_RESIZED, /* to row rows and column columns */
  CT_SCREEN_INTERRUPTED,
  CT_SCREEN_ENDED
};

enum ct_key {
  CT_KEY_UNKNOWN,
  CT_KEY_UP,
  CT_KEY_DOWN,
  CT_KEY_LEFT,
  CT_KEY_RIGHT,
  CT_KEY_HOME,
  CT_KEY_LAST,
  CT_KEY_PAGE_UP,
  CT_KEY_PAGE_DOWN,
  CT_KEY_ENTER,
  CT_KEY_ESCAPE,
  CT_KEY_BACKSPACE,
  CT_KEY_DELETE,
  CT_KEY_BACKTAB
};

typedef struct {
  enum ct_screen_kind kind;
  int32_t code;
  int row, column;
} ct_screen_event;

/* Whether the terminal database has an entry of that name. NULL: $TERM. */
bool ct_terminal_is_known(const char *term);

/* Takes the terminal for a full screen; false where it cannot carry one. There is one at a time. */
bool ct_screen_open(const char *term);
void ct_screen_close(void);
int ct_screen_colors(void);
int ct_screen_rows(void);
int ct_screen_columns(void);
void ct_screen_mouse(bool wanted);

/* One character, with its combining marks, in colours as numbers of the terminal; -1 is its own default. */
void ct_screen_put(int row, int column, const uint32_t *scalars, int count, int foreground, int background,
                   int attributes);
/* Shows what was put, and the cursor unless `row` is negative. */
void ct_screen_show(int row, int column);
/* The next showing draws everything anew. */
void ct_screen_redraw(void);
/* Waits for the next event. Ctrl-L and Ctrl-Z are dealt with and are none. */
void ct_screen_next(ct_screen_event *event);

/* ------------------------------------------------------------------------------ another program: child.c */

/* Runs a command of the shell with a pipe as its stdin; `input` is our end. Until ct_child_wait, Ctrl-C is the
   command's own business and a pipe that it closed early is no reason to die. -1: it cannot be started. */
int ct_child_start(const char *command, int *input);
/* Its exit status, or 128 and the number of the signal that ended it. */
int ct_child_wait(int child);

#endif
