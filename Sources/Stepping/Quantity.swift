public import Tensors

/// A value that a step shows under a name.
public enum Quantity: Equatable, Sendable {
  case tensor(Tensor)
  case number(Double)
  case text(String)
  case texts([String])
  case flag(Bool)
}
