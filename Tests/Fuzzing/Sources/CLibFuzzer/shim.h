// libFuzzer as a library: it comes with the compiler, which links it for -sanitize=fuzzer, but without a header.
#include <stddef.h>
#include <stdint.h>

/// Reads the options and the corpus from the arguments, then calls `one` with input after input until their number is
/// reached or one of them ends the program.
int LLVMFuzzerRunDriver(int *argument_count, char ***arguments, int (*one)(const uint8_t *bytes, size_t count));
