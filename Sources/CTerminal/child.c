#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static const int ours[] = {SIGINT, SIGQUIT, SIGPIPE};
enum { OURS = sizeof ours / sizeof *ours };
static struct sigaction before[OURS];

/* In our own process group, which is the one in the foreground, and with the signals of a fresh program. */
static int spawn(const char *command, int input, pid_t *child) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  sigset_t signals;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
  posix_spawnattr_init(&attributes);
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  sigfillset(&signals);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  char *const arguments[] = {"sh", "-c", (char *)command, NULL};
  int error = posix_spawn(child, "/bin/sh", &files, &attributes, arguments, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return error;
}

int ct_child_start(const char *command, int *input) {
  int ends[2];
  pid_t child = -1;
  fflush(NULL);
  if (pipe(ends) != 0)
    return -1;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  int error = spawn(command, ends[0], &child);
  close(ends[0]);
  if (error != 0) {
    close(ends[1]);
    return -1;
  }
  struct sigaction ignore;
  memset(&ignore, 0, sizeof ignore);
  sigemptyset(&ignore.sa_mask);
  ignore.sa_handler = SIG_IGN;
  for (int i = 0; i < OURS; i++)
    sigaction(ours[i], &ignore, &before[i]);
  *input = ends[1];
  return child;
}

int ct_child_wait(int child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  for (int i = 0; i < OURS; i++)
    sigaction(ours[i], &before[i], NULL);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
