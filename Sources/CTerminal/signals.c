#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

/* The handlers set a flag and write to a pipe of our own, which ct_wait listens to: whichever thread a signal
   lands on, the one that waits wakes, and no signal is lost between a test of the flag and the wait. */

static volatile sig_atomic_t interrupted, resized, suspended, continued;
static int wake_pipe[2] = {-1, -1};

static void wake(void) {
  int saved = errno;
  if (wake_pipe[1] >= 0) {
    ssize_t ignored = write(wake_pipe[1], "", 1);
    (void)ignored; /* a full pipe wakes just as well */
  }
  errno = saved;
}

static void on_interrupt(int signal) { (void)signal; interrupted = 1; wake(); }
static void on_resize(int signal) { (void)signal; resized = 1; wake(); }
static void on_suspend(int signal) { (void)signal; suspended = 1; wake(); }
static void on_continue(int signal) { (void)signal; continued = 1; wake(); }

/* After SIGINT a read that waits returns with EINTR: whoever reads then looks at the flag. */
static void handle(int signal, void (*handler)(int), struct sigaction *previous) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = handler;
  action.sa_flags = signal == SIGINT ? 0 : SA_RESTART;
  sigaction(signal, &action, previous);
}

void ct_interrupts_catch(void) { handle(SIGINT, on_interrupt, NULL); }
bool ct_interrupts_pending(void) { return interrupted != 0; }
void ct_interrupts_clear(void) { interrupted = 0; }

static struct {
  int signal;
  void (*handler)(int);
  struct sigaction previous;
} watched[] = {
  {SIGINT, on_interrupt, {{0}}},
  {SIGWINCH, on_resize, {{0}}},
  {SIGTSTP, on_suspend, {{0}}},
  {SIGCONT, on_continue, {{0}}},
};
enum { WATCHED = sizeof watched / sizeof *watched };

static bool open_wake_pipe(void) {
  if (wake_pipe[0] >= 0)
    return true;
  int ends[2];
  if (pipe(ends) != 0)
    return false;
  for (int i = 0; i < 2; i++) {
    fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    fcntl(ends[i], F_SETFL, O_NONBLOCK);
  }
  if (ends[0] >= FD_SETSIZE) {
    close(ends[0]);
    close(ends[1]);
    return false;
  }
  wake_pipe[0] = ends[0];
  wake_pipe[1] = ends[1];
  return true;
}

bool ct_signals_watch(void) {
  if (!open_wake_pipe())
    return false;
  interrupted = resized = suspended = continued = 0;
  for (int i = 0; i < WATCHED; i++) {
    handle(watched[i].signal, watched[i].handler, &watched[i].previous);
    /* Where nobody could continue us, Ctrl-Z was made to do nothing. */
    if (watched[i].signal == SIGTSTP && watched[i].previous.sa_handler == SIG_IGN)
      sigaction(SIGTSTP, &watched[i].previous, NULL);
  }
  return true;
}

void ct_signals_restore(void) {
  for (int i = 0; i < WATCHED; i++)
    sigaction(watched[i].signal, &watched[i].previous, NULL);
}

/* Reads a flag and lowers it. */
static int take(volatile sig_atomic_t *flag, int wake) {
  if (!*flag)
    return 0;
  *flag = 0;
  return wake;
}

int ct_wait(int milliseconds) {
  for (;;) {
    fd_set reading;
    FD_ZERO(&reading);
    FD_SET(STDIN_FILENO, &reading);
    FD_SET(wake_pipe[0], &reading);
    struct timeval limit = {milliseconds / 1000, (milliseconds % 1000) * 1000};
    int ready = select(wake_pipe[0] + 1, &reading, NULL, NULL, milliseconds < 0 ? NULL : &limit);
    if (ready < 0 && errno != EINTR)
      return CT_INPUT; /* the read that follows will tell what is wrong */
    char drained[64];
    while (read(wake_pipe[0], drained, sizeof drained) > 0) {
    }
    int wakes = take(&resized, CT_RESIZED) | take(&suspended, CT_SUSPEND) | take(&continued, CT_CONTINUED);
    if (interrupted)
      wakes |= CT_INTERRUPT; /* stays up until ct_interrupts_clear */
    if (ready > 0 && FD_ISSET(STDIN_FILENO, &reading))
      wakes |= CT_INPUT;
    if (wakes != 0 || ready == 0)
      return wakes;
  }
}

int ct_read_byte(void) {
  unsigned char byte;
  ssize_t count;
  do
    count = read(STDIN_FILENO, &byte, 1);
  while (count < 0 && errno == EINTR);
  return count == 1 ? byte : -1;
}

void ct_suspend(void) {
  handle(SIGTSTP, SIG_DFL, NULL);
  raise(SIGTSTP);
  handle(SIGTSTP, on_suspend, NULL);
  continued = 0; /* the caller knows */
}
