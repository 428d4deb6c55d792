import Attribution
import CommandLanguage
import Images
import Plotting
import Stepping
import Tensors

extension Session {
  /// `figure [NAME] ["CAPTION"]`: the stage as it is now.
  func writeFigure(named word: Word?, caption: String?) throws {
    guard let stage = currentStage else { throw SessionError.nothingToDraw }
    // Two blanks part the columns of a line in the terminal; a caption is a sentence.
    let caption =
      caption ?? "\(stage.caption.replacing("  ", with: ", "))." + (stage.asksNetwork ? networkSentence : "")
    let figure = Figure(
      title: stage.title, caption: caption, panels: stage.views.titled(apartFrom: stage.title).map(\.panel),
      columns: stage.columns, provenance: provenance(of: stage.command))
    try write(figure, named: word?.unquoted ?? stage.name, caption: caption)
  }

  /// What a figure would show now: the step of the running procedure, or what was looked at last.
  private var currentStage: Stage? {
    guard let run = state.running, state.stage == nil || state.stageIsRun else { return state.stage }
    return Stage(
      name: run.procedure.name, title: run.procedure.title(run),
      caption: run.isDone && !run.isInside && run.procedure.endsWithItsStart
        ? run.walk.announcement : "Step \(run.place.trimmingStart()): \(run.current.headline)",
      views: run.procedure.views(run),
      command: run.command, asksNetwork: run.procedure.asksNetwork, columns: run.procedure.figureColumns(run))
  }

  private var networkSentence: String { " Network \(state.network.name)." }

  /// `film [every=N] [NAME] ["CAPTION"]`: the pictures of the run so far in one strip.
  func writeFilm(every word: Word?, named name: Word?, caption: String?) throws {
    var run = try runningProcedure()
    let last = run.position
    let every = try word.map { word throws(LanguageError) in try integer(word, in: 1...1_000_000) } ?? max(1, last / 8)
    var frames: [(label: String, image: Tensor)] = []
    let positions = Array(stride(from: 0, to: last, by: every)) + [last]
    for position in positions {
      _ = run.go(to: position)
      guard let frame = run.filmedPicture else { continue }
      let ownScale = frame.rank == 2 && run.procedure.filmsByOwnScales
      frames.append(("step \(position)", ownScale ? ColorScale.fitting([frame]).picture(of: frame) : frame))
    }
    guard !frames.isEmpty else { throw SessionError.nothingToDraw }
    let rhythm = every == 1 ? "each step" : "a picture every \(every) steps"
    let caption =
      caption ?? "\(run.procedure.name): \(rhythm), from 0 to \(last)."
      + (run.procedure.asksNetwork ? networkSentence : "")
      + (run.procedure.filmsByOwnScales ? " Each by a scale of its own." : "")
    let figure = Figure.strip(
      title: "\(run.command), step by step", caption: caption, frames: frames,
      provenance: provenance(of: run.command))
    try write(figure, named: name?.unquoted ?? "\(run.procedure.name)-film", caption: caption)
  }

  private func write(_ figure: Figure, named name: String, caption: String) throws {
    if performsLesson { state.figureCount += 1 }
    let path = try figurePath(name)
    let bytes = settings.figureFormat == .svg ? Array(try figure.svg().utf8) : try figure.png()
    guard settings.figures != nil else { return }
    try write(bytes, to: path)
    let isReplaced = figures.contains { $0.path == path }
    figures.append(WrittenFigure(path: path, title: figure.title, caption: caption))
    notes.add(.figure(path: path, caption: caption))
    output.write(path)
    if isReplaced { output.write(output.style.paint("in place of the one before: figure NAME keeps both", as: .muted)) }
  }

  /// `Figures/NAME.png`; in a lesson `Figures/LESSON/NN-NAME.png`.
  private func figurePath(_ name: String) throws -> String {
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || "-_ ".contains($0) }) else {
      throw SessionError.figureName(name)
    }
    let folder = settings.figures ?? "Figures"
    let ending = settings.figureFormat.rawValue
    guard let lesson = lesson?.lesson else { return "\(folder)/\(name).\(ending)" }
    // A learner's own figure takes the next number and leaves the lesson's as they are.
    let count = performsLesson ? state.figureCount : state.figureCount + 1
    let number = count < 10 ? "0\(count)" : "\(count)"
    return "\(folder)/\(lesson.stem)/\(number)-\(name).\(ending)"
  }

  /// What made a figure or a saved picture, for its text chunks.
  func provenance(of command: String) -> [(key: String, value: String)] {
    [
      ("Software", "fovea \(settings.version)"), ("fovea.command", command),
      ("fovea.network", networkInWords), ("fovea.seed", "\(settings.seed)"),
    ]
  }

  /// A file's name without its folder, which says where somebody keeps it, and with the input recipe, which no file tells.
  private var networkInWords: String {
    let source = state.networkSource
    guard !NetworkSource.names.contains(source) else { return source }
    let recipe = state.network.recipe
    let file = source.split(separator: "/").last.map(String.init) ?? source
    func list(_ numbers: [Float]) -> String { "[\(numbers.map(\.description).joined(separator: ","))]" }
    return
      "\(file) scale=\(recipe.scale) mean=\(list(recipe.mean)) std=\(list(recipe.std)) order=\(recipe.order.rawValue)"
  }
}

/// A figure that was written, for the manifest.
public struct WrittenFigure: Sendable {
  public let path: String
  public let title: String
  public let caption: String
}

extension Walk {
  /// What its start says: what is going to be done.
  fileprivate var announcement: String { makeIterator().current.headline }
}

extension Run {
  /// What a film shows of the step: a picture, or a map of one channel; of several the largest magnitude.
  fileprivate var filmedPicture: Tensor? {
    guard let value = value(of: procedure.filmed) else { return nil }
    if case .image(let image) = value { return image }
    guard let tensor = value.tensor else { return nil }
    switch tensor.rank {
    case 3 where tensor.shape[0] == 1: return tensor.reshaped(Array(tensor.shape.dropFirst()))
    case 3: return tensor.largestOverChannels
    case 2: return tensor
    default: return nil
    }
  }
}
