import Networks
import ONNXMessages

/// What the metadata of an ONNX file holds that its graph cannot: how a picture is prepared, and what classes are called.
struct RecipeMetadata {
  /// A JSON object: scale, mean, std, order.
  private static let recipeKey = "fovea.recipe"
  /// A JSON list of names.
  private static let classesKey = "fovea.classes"

  /// Nil where the file names none.
  let recipe: InputRecipe?
  /// Empty where the file names none.
  let classes: [String]

  init(of network: Network) {
    (recipe, classes) = (network.recipe, network.classes)
  }

  /// Reads what `entries` were made of; other programs' entries are passed over.
  ///
  /// - Throws: `ModelFileError.metadata` where an entry has this program's key but not its form.
  init(_ entries: [ONNXStringStringEntryProto]) throws(ModelFileError) {
    let values = Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
    recipe = try Self.read(values[Self.recipeKey], Architecture.recipe)
    classes = try Self.read(values[Self.classesKey], Architecture.classes) ?? []
  }

  private static func read<Entry>(
    _ text: String?, _ read: (JSON) throws(ModelFileError) -> Entry
  ) throws(ModelFileError) -> Entry? {
    guard let text else { return nil }
    do {
      return try read(try Architecture.json(text))
    } catch {
      if case .architecture(let problem) = error { throw .metadata(problem) }
      throw error
    }
  }

  var entries: [ONNXStringStringEntryProto] {
    let values = [
      recipe.map { (Self.recipeKey, Architecture.json(of: $0)) },
      classes.isEmpty ? nil : (Self.classesKey, JSON.array(classes.map(JSON.string))),
    ]
    return values.compactMap { $0 }.map { key, value in
      .with { ($0.key, $0.value) = (key, value.description) }
    }
  }
}
