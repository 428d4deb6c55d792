// The loops that a pass spends most of its own time in, on eight or sixteen numbers at a time, where the processor has
// vectors for that.
//
// A package is compiled for every processor of its kind, and so for vectors of four. A function in C can ask for more
// by itself, and be called where they are there; Swift has no such functions. What is computed and why stands in Swift,
// on Lanes, where it serves the other processors and fewer numbers: Winograd.input and Winograd.output,
// ChannelWindows.maxima, ResolvedFinish.

#if defined(__x86_64__)
#define FOR_PROCESSORS_WITH(features) __attribute__((target(features)))
#else
#define FOR_PROCESSORS_WITH(features)
#endif

// How many numbers the functions below may be asked to take at a time: 4 where none of them may be called.
static inline int wide_widest(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return 16;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 8;
#endif
  return 4;
}

// What becomes of an output: the cases of Swift's ResolvedFinish.
typedef enum {
  wide_nothing,
  wide_rectifying,
  wide_passing_gradient,
  wide_passing_deconvnet,
  wide_passing_guided,
} wide_finish;

// A statement for each finish by itself, named `known`, so that none is decided for each number.
#define FOR_EACH_FINISH(finish, statement) \
  switch (finish) { \
    FOR_ONE_FINISH(wide_nothing, statement) \
    FOR_ONE_FINISH(wide_rectifying, statement) \
    FOR_ONE_FINISH(wide_passing_gradient, statement) \
    FOR_ONE_FINISH(wide_passing_deconvnet, statement) \
    FOR_ONE_FINISH(wide_passing_guided, statement) \
  }
#define FOR_ONE_FINISH(finish, statement) \
  case finish: { \
    const wide_finish known = finish; \
    statement; \
    break; \
  }

// A row of tiles on its way back.
typedef struct {
  // The first tile's in 36 planes of [tile][filter], so many numbers apart.
  const float *products;
  long pitch, tiles, filters;
  const float *bias;
  // Where the first tile goes, and how many rows and columns the outputs have from there on; a place is so many
  // numbers from the next. No outputs are written where this is null.
  float *outputs;
  long rows, columns, place;
  // The ReLU's outputs, in parallel to the outputs, for the finishes that pass signals.
  const float *rectified;
  // The same for the rectified outputs pooled by 2 × 2; null where they are not.
  float *pooled;
  long pooled_rows, pooled_columns;
} wide_tiles;

#define INLINE static inline __attribute__((always_inline))
// What a loop counts through then lies in registers.
#define UNROLLED _Pragma("clang loop unroll(full)")

#define WITH_WIDTH(name, width) name##_##width
#define EXPANDED(name, width) WITH_WIDTH(name, width)
#define SIZED(name) EXPANDED(name, WIDTH)

#define WIDTH 8
#define FEATURES FOR_PROCESSORS_WITH("avx2,fma")
#include "wide.inc"
#undef WIDTH
#undef FEATURES

#define WIDTH 16
#define FEATURES FOR_PROCESSORS_WITH("avx512f")
#include "wide.inc"
#undef WIDTH
#undef FEATURES
