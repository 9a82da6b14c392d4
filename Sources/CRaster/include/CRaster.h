#ifndef CRASTER_H
#define CRASTER_H

/* An SVG as a PNG, drawn by librsvg and cairo. They are loaded when this is called, and are not linked: a
   program that never draws pays nothing and starts without them. */

#include <stddef.h>

enum cr_outcome {
  CR_DONE,
  CR_NO_LIBRARY, /* librsvg is not installed, or older than 2.46 */
  CR_NOT_DRAWN,  /* librsvg or cairo refused */
  CR_NOT_WRITTEN /* `write` returned non-zero */
};

typedef int (*cr_write)(void *context, const unsigned char *bytes, size_t count);

/* Draws `svg`, `length` bytes of UTF-8, on width × height pixels (4 bytes each while it draws) and hands the
   bytes of a PNG without transparency to `write`, piece by piece. When it fails, `reason` gets the library's own
   words, cut to `room` bytes with the 0 at their end. */
enum cr_outcome cr_png(
    const char *svg, size_t length, int width, int height, cr_write write, void *context, char *reason,
    size_t room);

#endif
