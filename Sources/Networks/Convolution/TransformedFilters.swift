/// What the fast kernels make of a layer's filters.
final class TransformedFilters: Sendable {
}
