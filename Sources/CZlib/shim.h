// The macros of zlib.h that Swift cannot call, as functions.
#include <zlib.h>

/// Makes a zeroed stream ready to unpack gzip. Returns `Z_OK`, or why not.
static inline int fovea_begin_gunzip(z_stream *stream) {
  // 15 is the largest window; 16 more asks for the gzip wrapper with its checksum.
  return inflateInit2(stream, 15 + 16);
}
