internal import COpenBLAS

private let setOnce: Void = openblas_set_num_threads(1)

/// Keeps OpenBLAS to the calling thread: our own threads each take other pictures, and its would only wait for them.
package func singleThreadedBLAS() { setOnce }
