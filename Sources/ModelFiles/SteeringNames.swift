import Text

/// What is wrong with names of which one would steer the terminal that shows it; nil where all can be shown.
///
/// Names also stand in commands, where a control character would do what nobody typed.
func steeringProblem(in names: some Sequence<String>) -> String? {
  names.contains { $0.unicodeScalars.contains(where: isSteering) }
    ? "a name in it holds a control character, which would steer the terminal" : nil
}
