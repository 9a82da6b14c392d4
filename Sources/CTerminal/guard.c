#include "CTerminal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Everything here may run inside a signal handler: only async-signal-safe calls. */

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS, SIGTERM, SIGHUP, SIGQUIT};
enum { FATAL = sizeof fatal / sizeof *fatal };

static struct sigaction previous[FATAL];
static struct termios settings;
static bool has_settings;
static char reset_text[128];
static volatile sig_atomic_t reset_length;

static void restore_terminal(void) {
  /* In the background the terminal belongs to somebody else. */
  if (!has_settings || tcgetpgrp(STDIN_FILENO) != getpgrp())
    return;
  if (reset_length > 0) {
    ssize_t ignored = write(STDOUT_FILENO, reset_text, (size_t)reset_length);
    (void)ignored;
    reset_length = 0;
  }
  tcsetattr(STDIN_FILENO, TCSANOW, &settings); /* not TCSADRAIN: Ctrl-S must not hold up our end */
}

static void on_fatal(int number, siginfo_t *info, void *context) {
  (void)context;
  restore_terminal();
  for (int i = 0; i < FATAL; i++)
    if (fatal[i] == number)
      sigaction(number, &previous[i], NULL);
  /* A fault happens again when we return, and so meets the earlier handler (Swift's backtracer) at its place.
     All else is raised again: what was sent, and a trap, which would be stepped over. */
  bool is_fault = number == SIGSEGV || number == SIGBUS || number == SIGILL || number == SIGFPE;
  if (is_fault && info->si_code > 0)
    return;
  raise(number);
  signal(number, SIG_DFL); /* the earlier handler came back: end all the same */
  raise(number);
}

void ct_guard_install(void) {
  if (has_settings)
    return;
  has_settings = tcgetattr(STDIN_FILENO, &settings) == 0;
  if (!has_settings)
    return;
  /* A fault may be a stack overflow: the handler needs a stack of its own. */
  static char stack[64 * 1024];
  stack_t now;
  if (sigaltstack(NULL, &now) == 0 && (now.ss_flags & SS_DISABLE)) {
    stack_t own;
    memset(&own, 0, sizeof own);
    own.ss_sp = stack;
    own.ss_size = sizeof stack;
    sigaltstack(&own, NULL);
  }
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_fatal;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  sigaddset(&action.sa_mask, SIGTTOU);
  for (int i = 0; i < FATAL; i++) {
    sigaction(fatal[i], &action, &previous[i]);
    if (previous[i].sa_handler == SIG_IGN) /* as nohup asks */
      sigaction(fatal[i], &previous[i], NULL);
  }
  atexit(restore_terminal);
}

void ct_guard_arm(const char *reset) {
  reset_length = 0;
  if (reset == NULL)
    return;
  size_t length = strlen(reset);
  if (length >= sizeof reset_text)
    length = sizeof reset_text - 1;
  memcpy(reset_text, reset, length);
  reset_length = (sig_atomic_t)length;
}
