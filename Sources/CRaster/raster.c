#include "CRaster.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>

/* The few types and numbers needed of librsvg-2 (rsvg.h), cairo (cairo.h) and GLib (gerror.h), whose headers are
   not needed to build talpa. All are fixed by those libraries' binary interfaces. */

typedef struct RsvgHandle RsvgHandle;
typedef struct cairo_t cairo_t;
typedef struct cairo_surface_t cairo_surface_t;
typedef struct { unsigned domain; int code; char *message; } GError;
typedef struct { double x, y, width, height; } RsvgRectangle;
typedef int (*cairo_write_func_t)(void *closure, const unsigned char *data, unsigned length);

enum { CAIRO_STATUS_SUCCESS = 0, CAIRO_STATUS_WRITE_ERROR = 11, CAIRO_FORMAT_RGB24 = 1 };

static struct {
  RsvgHandle *(*rsvg_handle_new_from_data)(const unsigned char *, size_t, GError **);
  int (*rsvg_handle_render_document)(RsvgHandle *, cairo_t *, const RsvgRectangle *, GError **);
  void (*g_object_unref)(void *);
  void (*g_error_free)(GError *);
  cairo_surface_t *(*cairo_image_surface_create)(int format, int width, int height);
  int (*cairo_surface_status)(cairo_surface_t *);
  int (*cairo_surface_write_to_png_stream)(cairo_surface_t *, cairo_write_func_t, void *);
  void (*cairo_surface_destroy)(cairo_surface_t *);
  cairo_t *(*cairo_create)(cairo_surface_t *);
  int (*cairo_status)(cairo_t *);
  void (*cairo_destroy)(cairo_t *);
  const char *(*cairo_status_to_string)(int);
} library;

#ifdef __APPLE__
static const char *const names[] = {
    "librsvg-2.2.dylib", "/opt/homebrew/lib/librsvg-2.2.dylib", "/usr/local/lib/librsvg-2.2.dylib"};
#else
static const char *const names[] = {"librsvg-2.so.2"};
#endif

static bool find(void *handle, const char *name, void *place) {
  /* The way POSIX shows for dlsym: a pointer to a function is no pointer to an object. */
  return (*(void **)place = dlsym(handle, name)) != NULL;
}

#define FIND(name) find(handle, #name, &library.name)

/* librsvg brings cairo and GLib: what is looked up in it is found in them too. It stays loaded, as GLib asks. */
static bool load(char *reason, size_t room) {
  void *handle = NULL;
  for (size_t i = 0; handle == NULL && i < sizeof names / sizeof *names; i++)
    handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (handle != NULL && FIND(rsvg_handle_new_from_data) && FIND(rsvg_handle_render_document) &&
      FIND(g_object_unref) && FIND(g_error_free) && FIND(cairo_image_surface_create) &&
      FIND(cairo_surface_status) && FIND(cairo_surface_write_to_png_stream) && FIND(cairo_surface_destroy) &&
      FIND(cairo_create) && FIND(cairo_status) && FIND(cairo_destroy) && FIND(cairo_status_to_string))
    return true;
  const char *error = dlerror();
  snprintf(reason, room, "%s", error != NULL ? error : names[0]);
  return false;
}

typedef struct {
  cr_write write;
  void *context;
} Sink;

static int hand_on(void *closure, const unsigned char *bytes, unsigned count) {
  Sink *sink = closure;
  return sink->write(sink->context, bytes, count) == 0 ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* True for success; else the library's words are the reason. */
static bool succeeded(int status, char *reason, size_t room) {
  if (status != CAIRO_STATUS_SUCCESS)
    snprintf(reason, room, "%s", library.cairo_status_to_string(status));
  return status == CAIRO_STATUS_SUCCESS;
}

static bool draw(
    const char *svg, size_t length, int width, int height, cairo_t *context, char *reason, size_t room) {
  GError *error = NULL;
  RsvgRectangle page = {0, 0, width, height};
  RsvgHandle *handle = library.rsvg_handle_new_from_data((const unsigned char *)svg, length, &error);
  bool drawn = handle != NULL && library.rsvg_handle_render_document(handle, context, &page, &error);
  if (!drawn)
    snprintf(reason, room, "%s", error != NULL ? error->message : "no reason was given");
  if (error != NULL)
    library.g_error_free(error);
  if (handle != NULL)
    library.g_object_unref(handle);
  return drawn && succeeded(library.cairo_status(context), reason, room);
}

enum cr_outcome cr_png(
    const char *svg, size_t length, int width, int height, cr_write write, void *context, char *reason,
    size_t room) {
  if (!load(reason, room))
    return CR_NO_LIBRARY;
  enum cr_outcome outcome = CR_NOT_DRAWN;
  cairo_surface_t *surface = library.cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  if (succeeded(library.cairo_surface_status(surface), reason, room)) {
    cairo_t *pen = library.cairo_create(surface);
    bool drawn = draw(svg, length, width, height, pen, reason, room);
    library.cairo_destroy(pen);
    if (drawn) {
      Sink sink = {write, context};
      int status = library.cairo_surface_write_to_png_stream(surface, hand_on, &sink);
      if (succeeded(status, reason, room))
        outcome = CR_DONE;
      else if (status == CAIRO_STATUS_WRITE_ERROR)
        outcome = CR_NOT_WRITTEN;
    }
  }
  library.cairo_surface_destroy(surface);
  return outcome;
}
