/// What a scene shows. The order is that of the networks' scores.
public enum SceneClass: String, CaseIterable, Sendable {
  case ostrich, cat, fish, butterfly, flower, tree, house, sailboat, mug, car

  /// The number of the class, 0…9.
  public var label: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
