// libpng reports an error by longjmp, which must not cross Swift. So each function here sets the place to come back to,
// does its whole work in C and returns false with the reason in `problem`; nothing is ever printed.
#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <png.h>

/// A PNG file in memory, read from or written to, and what libpng keeps for it. Zeros are a valid start.
typedef struct {
  /// The file. Writing allocates it; reading only borrows it.
  uint8_t *bytes;
  size_t count;
  /// Reading: the bytes taken so far. Writing: the bytes that fit before `bytes` must grow.
  size_t position;

  bool ended_early;
  bool checksum_failed;
  char problem[96];

  /// What reading finds. A sample takes one byte, or two in the machine's order where `bit_depth` is 16.
  uint32_t width, height;
  int bit_depth, channels;
  bool has_palette;
  uint8_t *samples;
  size_t row_bytes;
  int palette_count;
  uint8_t palette[256][4];
  png_textp texts;
  int text_count;

  png_structp png;
  png_infop info;
} fovea_png_file;

static void fovea_png_failed(png_structp png, png_const_charp message) {
  fovea_png_file *file = png_get_error_ptr(png);
  snprintf(file->problem, sizeof file->problem, "%s", message);
  png_longjmp(png, 1);
}

/// libpng only warns of a wrong checksum inside the compressed pixels; everything else that it warns of is harmless.
static void fovea_png_warned(png_structp png, png_const_charp message) {
  fovea_png_file *file = png_get_error_ptr(png);
  if (strstr(message, "incorrect data check")) file->checksum_failed = true;
}

static void fovea_png_take(png_structp png, png_bytep destination, size_t count) {
  fovea_png_file *file = png_get_io_ptr(png);
  if (count > file->count - file->position) {
    file->ended_early = true;
    png_error(png, "the file ends too early");
  }
  memcpy(destination, file->bytes + file->position, count);
  file->position += count;
}

static void fovea_png_give(png_structp png, png_bytep source, size_t count) {
  fovea_png_file *file = png_get_io_ptr(png);
  if (count > file->position - file->count) {
    size_t room = 2 * file->position + count + 4096;
    uint8_t *grown = realloc(file->bytes, room);
    if (!grown) png_error(png, "there is no memory left");
    file->bytes = grown;
    file->position = room;
  }
  memcpy(file->bytes + file->count, source, count);
  file->count += count;
}

static void fovea_png_flush(png_structp png) { (void)png; }

/// Opens for reading: every checksum counts, and chunks that do not change the samples are passed over.
static bool fovea_png_open(fovea_png_file *file, int side_limit, size_t chunk_limit, bool with_texts) {
  file->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, file, fovea_png_failed, fovea_png_warned);
  if (!file->png) return false;
  if (setjmp(png_jmpbuf(file->png))) return false;
  file->info = png_create_info_struct(file->png);
  if (!file->info) return false;
  png_set_read_fn(file->png, file, fovea_png_take);
  png_set_user_limits(file->png, side_limit, side_limit);
  png_set_chunk_malloc_max(file->png, chunk_limit);
  // Each of them may take the limit, which is 4 MB.
  png_set_chunk_cache_max(file->png, 32);
  png_set_crc_action(file->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  png_set_keep_unknown_chunks(file->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  const png_byte texts[] = "tEXt\0zTXt\0iTXt";
  if (with_texts) png_set_keep_unknown_chunks(file->png, PNG_HANDLE_CHUNK_AS_DEFAULT, texts, 3);
  return true;
}

static void fovea_png_copy_palette(fovea_png_file *file) {
  png_colorp colors = NULL;
  png_bytep alpha = NULL;
  int alpha_count = 0;
  png_get_PLTE(file->png, file->info, &colors, &file->palette_count);
  png_get_tRNS(file->png, file->info, &alpha, &alpha_count, NULL);
  for (int i = 0; i < file->palette_count && i < 256; i++) {
    file->palette[i][0] = colors[i].red;
    file->palette[i][1] = colors[i].green;
    file->palette[i][2] = colors[i].blue;
    file->palette[i][3] = alpha && i < alpha_count ? alpha[i] : 255;
  }
}

/// Reads the whole picture, to the end of the file.
///
/// A palette is kept as it is, with one index a byte; gray of fewer than 8 bits is spread to 8, which is exact; a
/// transparent colour becomes an alpha channel. The caller has checked that the picture's size is one to allocate.
static inline bool fovea_png_read(fovea_png_file *file, int side_limit, size_t chunk_limit, bool with_texts) {
  if (!fovea_png_open(file, side_limit, chunk_limit, with_texts)) return false;
  if (setjmp(png_jmpbuf(file->png))) return false;
  png_read_info(file->png, file->info);
  file->has_palette = png_get_color_type(file->png, file->info) == PNG_COLOR_TYPE_PALETTE;
  if (file->has_palette) {
    png_set_packing(file->png);
    fovea_png_copy_palette(file);
  } else {
    png_set_expand(file->png);
  }
  const uint16_t one = 1;
  if (*(const uint8_t *)&one) png_set_swap(file->png);
  const int passes = png_set_interlace_handling(file->png);
  png_read_update_info(file->png, file->info);

  file->width = png_get_image_width(file->png, file->info);
  file->height = png_get_image_height(file->png, file->info);
  file->bit_depth = png_get_bit_depth(file->png, file->info);
  file->channels = png_get_channels(file->png, file->info);
  file->row_bytes = png_get_rowbytes(file->png, file->info);
  file->samples = calloc(file->height, file->row_bytes);
  if (!file->samples) png_error(file->png, "there is no memory left");
  for (int pass = 0; pass < passes; pass++)
    for (uint32_t y = 0; y < file->height; y++)
      png_read_row(file->png, file->samples + y * file->row_bytes, NULL);
  png_read_end(file->png, file->info);
  png_get_text(file->png, file->info, &file->texts, &file->text_count);
  return !file->checksum_failed;
}

/// Writes 8-bit samples, one channel or three, with `texts` before the pixels.
static inline bool fovea_png_write(
  fovea_png_file *file, const uint8_t *samples, uint32_t width, uint32_t height, int channels,
  png_const_textp texts, int text_count, int level
) {
  file->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, file, fovea_png_failed, fovea_png_warned);
  if (!file->png) return false;
  if (setjmp(png_jmpbuf(file->png))) return false;
  file->info = png_create_info_struct(file->png);
  if (!file->info) return false;
  png_set_write_fn(file->png, file, fovea_png_give, fovea_png_flush);
  png_set_user_limits(file->png, 0x7fffffff, 0x7fffffff);
  png_set_compression_level(file->png, level);
  // Differences from the left alone: 3 to 4 % larger than the best filter for every row, in half the time.
  png_set_filter(file->png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
  png_set_IHDR(
    file->png, file->info, width, height, 8, channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB,
    PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
  png_set_text(file->png, file->info, texts, text_count);
  png_write_info(file->png, file->info);
  for (uint32_t y = 0; y < height; y++)
    png_write_row(file->png, samples + (size_t)y * width * channels);
  png_write_end(file->png, NULL);
  return true;
}

/// Gives back what reading took.
static inline void fovea_png_end_reading(fovea_png_file *file) {
  png_destroy_read_struct(&file->png, &file->info, NULL);
  free(file->samples);
}

/// Gives back what writing took, the file too.
static inline void fovea_png_end_writing(fovea_png_file *file) {
  png_destroy_write_struct(&file->png, &file->info);
  free(file->bytes);
}
