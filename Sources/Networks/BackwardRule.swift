/// How a ReLU passes a signal back (Springenberg et al. 2015, section 3.4, figure 1).
///
/// All other layers pass back the gradient under every rule; a max pooling sends it to the position that won.
public enum BackwardRule: String, CaseIterable, Sendable {
  /// What the chain rule says: the signal passes where the forward input was positive.
  case gradient

  /// The signal passes where it is itself positive (Zeiler and Fergus 2014, section 2.1).
  case deconvnet

  /// The signal passes where both are positive.
  case guided
}
