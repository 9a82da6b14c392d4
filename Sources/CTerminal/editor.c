#include "CTerminal.h"

#include <errno.h>
#include <histedit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ct_editor {
  EditLine *el;
  History *history;
  const char *prompt;
  ct_editor_delegate delegate;
};

static ct_editor *editor_of(EditLine *el) {
  void *editor = NULL;
  el_get(el, EL_CLIENTDATA, &editor);
  return editor;
}

static char *prompt_of(EditLine *el) {
  return (char *)editor_of(el)->prompt;
}

/* libedit's own reader takes any EINTR, a resize too, for the end of input. */
static int read_key(EditLine *el, wchar_t *character) {
  ct_editor *editor = editor_of(el);
  int32_t key = editor->delegate.next_key(editor->delegate.context);
  *character = key < 0 ? L'\0' : (wchar_t)key;
  if (key >= 0)
    return 1;
  if (key == CT_KEY_END)
    return 0;
  errno = EINTR;
  return -1;
}

static unsigned char perform(EditLine *el, enum ct_command command) {
  ct_editor *editor = editor_of(el);
  switch (editor->delegate.perform(editor->delegate.context, command)) {
  case CT_DONE: return CC_NORM;
  case CT_LINE_CHANGED: return CC_REFRESH;
  case CT_END_OF_INPUT: return CC_EOF;
  case CT_REFUSED: return CC_ERROR;
  }
  return CC_ERROR;
}

/* libedit calls a command with nothing but the key, so each needs a function of its own. */
static unsigned char complete(EditLine *el, int key) { (void)key; return perform(el, CT_COMPLETE); }
static unsigned char insert_paste(EditLine *el, int key) { (void)key; return perform(el, CT_INSERT_PASTE); }
static unsigned char accept_hint(EditLine *el, int key) { (void)key; return perform(el, CT_ACCEPT_HINT); }
static unsigned char delete_or_end(EditLine *el, int key) { (void)key; return perform(el, CT_DELETE_OR_END); }
static unsigned char ignore(EditLine *el, int key) { (void)key; return perform(el, CT_IGNORE); }

ct_editor *ct_editor_open(const char *program) {
  ct_editor *editor = calloc(1, sizeof *editor);
  if (editor == NULL)
    return NULL;
  editor->prompt = "";
  editor->el = el_init(program, stdin, stdout, stderr);
  editor->history = history_init();
  if (editor->el == NULL || editor->history == NULL) {
    ct_editor_close(editor);
    return NULL;
  }
  EditLine *el = editor->el;
  el_set(el, EL_CLIENTDATA, editor);
  el_set(el, EL_EDITOR, "emacs");
  el_set(el, EL_SIGNAL, 0);
  el_set(el, EL_PROMPT_ESC, prompt_of, '\1');
  el_set(el, EL_GETCFN, read_key);
  el_set(el, EL_HIST, history, editor->history);
  el_set(el, EL_ADDFN, "talpa-complete", "Complete the word before the cursor", complete);
  el_set(el, EL_ADDFN, "talpa-insert-paste", "Insert what was pasted", insert_paste);
  el_set(el, EL_ADDFN, "talpa-accept-hint", "Insert the hint after the cursor", accept_hint);
  el_set(el, EL_ADDFN, "talpa-delete-or-end", "Delete a character, or end on an empty line", delete_or_end);
  el_set(el, EL_ADDFN, "talpa-ignore", "Do nothing", ignore);
  return editor;
}

void ct_editor_delegate_to(ct_editor *editor, ct_editor_delegate delegate) {
  editor->delegate = delegate;
}

void ct_editor_close(ct_editor *editor) {
  if (editor->history != NULL)
    history_end(editor->history);
  if (editor->el != NULL)
    el_end(editor->el);
  free(editor);
}

void ct_editor_bind(ct_editor *editor, const char *key, const char *command) {
  el_set(editor->el, EL_BIND, key, command, NULL);
}

void ct_editor_bind_in_vi_command_mode(ct_editor *editor, const char *key, const char *command) {
  el_set(editor->el, EL_BIND, "-a", key, command, NULL);
}

void ct_editor_source(ct_editor *editor) {
  el_source(editor->el, NULL);
}

bool ct_editor_is_vi(ct_editor *editor) {
  const char *mode = NULL;
  el_get(editor->el, EL_EDITOR, &mode);
  return mode != NULL && strcmp(mode, "vi") == 0;
}

enum ct_reading ct_editor_read(ct_editor *editor, const char *prompt, const char **line, int *length) {
  int count = 0;
  fflush(stdout);
  editor->prompt = prompt;
  /* libedit prints the prompt first and goes raw after: a key typed in between would be lost. */
  el_set(editor->el, EL_PREP_TERM, 1);
  const char *text = el_gets(editor->el, &count);
  editor->prompt = "";
  *line = text == NULL ? "" : text;
  *length = text != NULL && count > 0 && text[count - 1] == '\n' ? count - 1 : count > 0 ? count : 0;
  if (text != NULL)
    return CT_LINE;
  el_reset(editor->el);
  return ct_interrupts_pending() ? CT_INTERRUPTED : CT_END;
}

void ct_editor_line(ct_editor *editor, const char **line, int *length, int *cursor) {
  const LineInfo *info = el_line(editor->el);
  *line = info->buffer;
  *length = (int)(info->lastchar - info->buffer);
  *cursor = (int)(info->cursor - info->buffer);
}

bool ct_editor_insert(ct_editor *editor, const char *text) {
  return *text == '\0' || el_insertstr(editor->el, text) == 0;
}

void ct_editor_delete_before(ct_editor *editor, int characters) {
  el_deletestr(editor->el, characters);
}

void ct_editor_delete_after(ct_editor *editor) {
  el_cursor(editor->el, 1);
  el_deletestr(editor->el, 1);
}

void ct_editor_draw(ct_editor *editor) {
  el_set(editor->el, EL_REFRESH);
}

void ct_editor_resize(ct_editor *editor) {
  el_resize(editor->el);
}

void ct_editor_raw(ct_editor *editor, bool raw) {
  el_set(editor->el, EL_PREP_TERM, raw ? 1 : 0);
}

void ct_write(const char *text) {
  fputs(text, stdout);
  fflush(stdout);
}

void ct_history_size(ct_editor *editor, int entries) {
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, entries);
}

void ct_history_enter(ct_editor *editor, const char *line) {
  HistEvent event;
  history(editor->history, &event, H_ENTER, line);
}

void ct_history_forget(ct_editor *editor, const char *line) {
  HistEvent event;
  int found = history(editor->history, &event, H_FIRST);
  while (found != -1) {
    if (strcmp(event.str, line) == 0) {
      history(editor->history, &event, H_DEL, event.num);
      found = history(editor->history, &event, H_FIRST); /* the deleted entry was the place we stood at */
    } else {
      found = history(editor->history, &event, H_NEXT);
    }
  }
}
