/// A function of the command language, described once: calls, help and completion all come from it.
public struct Function: Sendable {
  public let name: String
  public let parameters: [Parameter]

  /// What it gives, in one line without a full stop.
  public let meaning: String
  public let topic: Topic
  let body: @Sendable (Arguments) throws -> Value

  /// What functions are listed under.
  public enum Topic: String, CaseIterable, Sendable {
    case reductions = "one number of many"
    case elements = "element by element"
    case order = "order"
    case vectors = "two tensors"
    case shapes = "shapes"
    case making = "new tensors"
    case pictures = "pictures"
    case windows = "layers by hand"
    case embeddings = "embeddings"
  }

  /// What a call may or must give.
  public struct Parameter: Sendable {
    public let name: String

    /// Whether a call may leave it out.
    public let isOptional: Bool

    /// Whether it is given by its name alone: `axis=0`.
    public let isKeyword: Bool

    /// What it is when left out, as one would write it; empty where nothing stands for it.
    public let fallback: String

    static func needed(_ name: String) -> Parameter {
      Parameter(name: name, isOptional: false, isKeyword: false, fallback: "")
    }

    static func optional(_ name: String, _ fallback: String = "") -> Parameter {
      Parameter(name: name, isOptional: true, isKeyword: false, fallback: fallback)
    }

    static func keyword(_ name: String, _ fallback: String = "") -> Parameter {
      Parameter(name: name, isOptional: true, isKeyword: true, fallback: fallback)
    }
  }

  init(
    _ name: String, _ parameters: [Parameter], _ topic: Topic, _ meaning: String,
    _ body: @escaping @Sendable (Arguments) throws -> Value
  ) {
    self.name = name
    self.parameters = parameters
    self.topic = topic
    self.meaning = meaning
    self.body = body
  }

  /// How it is called: `concat(tensors, axis=0)`.
  public var signature: String {
    let shown = parameters.map { $0.isOptional ? "\($0.name)=\($0.fallback)" : $0.name }
    return "\(name)(\(shown.joined(separator: ", ")))"
  }

  /// All functions, topic by topic.
  public static let all: [Function] =
    reductions + elementwise + ordering + vectors + shapes + making + pictures + windows + embeddings

  /// The function of that name.
  public static func named(_ name: String) -> Function? { table[name] }

  private static let table = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
