// Four numbers at a time, an instruction or two for each operation.
//
// Swift's own arithmetic on SIMD4 reaches the compiler as that of single numbers, which it joins again late and not
// always: the transforms of a convolution take half as long again.

#define LANES static inline __attribute__((always_inline))

typedef float lanes __attribute__((ext_vector_type(4)));

// For each lane all bits or none.
typedef int lanes_mask __attribute__((ext_vector_type(4)));

LANES lanes lanes_sum(lanes a, lanes b) { return a + b; }
LANES lanes lanes_difference(lanes a, lanes b) { return a - b; }
LANES lanes lanes_product(lanes a, lanes b) { return a * b; }

// The larger one; b where one is a NaN.
LANES lanes lanes_larger(lanes a, lanes b) { return a > b ? a : b; }

LANES lanes_mask lanes_positive(lanes a) { return a > 0; }
LANES lanes_mask lanes_equal(lanes a, lanes b) { return a == b; }

// Where one of them is a NaN.
LANES lanes_mask lanes_unordered(lanes a, lanes b) { return (a != a) | (b != b); }

LANES lanes_mask lanes_both(lanes_mask a, lanes_mask b) { return a & b; }
LANES lanes_mask lanes_either(lanes_mask a, lanes_mask b) { return a | b; }

// The numbers where the mask is set, zeros elsewhere; and the other way round.
LANES lanes lanes_where(lanes_mask mask, lanes a) { return mask ? a : 0; }
LANES lanes lanes_unless(lanes_mask mask, lanes a) { return mask ? 0 : a; }

// NaNs where the mask is set, the numbers elsewhere.
LANES lanes lanes_spoilt(lanes_mask mask, lanes a) { return (lanes)((lanes_mask)a | mask); }

// a0 a1 b0 b1, and a2 a3 b2 b3.
LANES lanes lanes_low_pairs(lanes a, lanes b) { return __builtin_shufflevector(a, b, 0, 1, 4, 5); }
LANES lanes lanes_high_pairs(lanes a, lanes b) { return __builtin_shufflevector(a, b, 2, 3, 6, 7); }

// a0 b0 a1 b1, and a2 b2 a3 b3.
LANES lanes lanes_low_zip(lanes a, lanes b) { return __builtin_shufflevector(a, b, 0, 4, 1, 5); }
LANES lanes lanes_high_zip(lanes a, lanes b) { return __builtin_shufflevector(a, b, 2, 6, 3, 7); }
