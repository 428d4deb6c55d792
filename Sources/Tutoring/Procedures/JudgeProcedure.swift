import Attribution
import CommandLanguage
import Networks
import Tensors

extension Procedure {
  /// `judge`: maps against what is known of scenes.
  static let judge = Procedure(
    name: "judge",
    summary: "Measures maps of scenes, or of your own pictures, against true masks: which can be believed?",
    unit: "scene",
    parameters: [
      Parameter(name: "scenes", kind: .integer(1...1000), initial: "100", meaning: "how many built-in scenes"),
      Parameter(
        name: "maps", kind: .someOf(Contestant.all.map { .init(name: $0.name, meaning: $0.meaning) }), initial: "all",
        meaning: "the maps that are judged"),
      Parameter(
        name: "shortcut", kind: .choice(["false", "true"]), initial: "false",
        meaning: "a mark in each scene's corner that gives its class away, and the measure mark"),
      Parameter(
        name: "images", kind: .pictures,
        meaning: "pictures [N,C,H,W] in place of the scenes, each judged for the class that the network gives it",
        isOptional: true),
      Parameter(name: "masks", kind: .tensor, meaning: "their masks [N,H,W]: 1 on the object", isOptional: true),
    ],
    quantities: tables + (measures + [.mark]).map(quantity) + scene,
    parts: [
      QuantityDescription(name: "name", shape: "name", meaning: "the map's name"),
      QuantityDescription(name: "map", shape: "[H,W]", meaning: "the map"),
      QuantityDescription(name: "numbers", shape: "[measures]", meaning: "its number in each measure"),
      QuantityDescription(name: "image", shape: "image", meaning: "the scene"),
      QuantityDescription(name: "mask", shape: "[H,W]", meaning: "1 where its object is seen"),
    ],
    start: { arguments, network, seed in
      let hasMark = arguments.word("shortcut") == "true"
      let names = arguments.words("maps")
      let contestants = names.map { names in names.compactMap { name in Contestant.all.first { $0.name == name } } }
      return try Judge(
        scenes(arguments, hasMark: hasMark, seed: seed, for: network), in: network,
        contestants: contestants ?? Contestant.all,
        measures: measures + (hasMark ? [.mark] : []), leavingOut: names == nil, seed: seed)
    },
    views: { run in
      if let entry = run.current as? Judge.Entry { return entry.views }
      guard let verdict = run.current as? Judge.Verdict else { return [] }
      return run.position == 0 ? verdict.sceneViews : verdict.rankings
    },
    main: { run in
      if let entry = run.current as? Judge.Entry { return entry.views.last }
      return (run.current as? Judge.Verdict)?.scoreboard
    },
    title: { run in
      guard let walk = run.walk as? Judge else { return "The maps of one scene" }
      let kind = run.arguments["images"] == nil ? "scene" : "picture"
      let scenes = run.position == 1 ? "one \(kind)" : "\(run.position) \(kind)s"
      let marks = walk.scenes.contains { $0.mark != nil } ? " with their class's mark" : ""
      return "\(walk.contestants.count) maps of what \(walk.network.name) sees, judged on \(scenes)\(marks)"
    },
    endsWithItsStart: true,
    filmed: "image",
    report: { run in
      guard let verdict = run.current as? Judge.Verdict else { return [] }
      return [verdict.orders, verdict.scoreboard] + [verdict.gaps].compactMap(\.self)
    })

  private static let tables = [
    QuantityDescription(
      name: "measures", shape: "[maps,measures]", meaning: "each map's mean number in each measure",
      explain: { run, index, _, format in try explainMean(run, map: index[0], measure: index[1], format) }),
    QuantityDescription(name: "names", shape: "names", meaning: "the maps: the rows of measures"),
    QuantityDescription(name: "columns", shape: "names", meaning: "the measures: the columns of measures"),
  ]

  /// A measure's column by its name.
  private static func quantity(_ measure: Measure) -> QuantityDescription {
    QuantityDescription(
      name: measure.name, shape: "[maps]", meaning: "\(measure.meaning); \(measure.better.words)",
      explain: { run, index, _, format in
        let place = (run.walk as? Judge)?.measures.firstIndex { $0.name == measure.name }
        return try explainMean(run, map: index[0], measure: place, format)
      })
  }

  private static let scene = [
    QuantityDescription(
      name: "chance", shape: "[measures]", meaning: "what a map that knows nothing gets; NaN where that is not known"),
    QuantityDescription(
      name: "found", shape: "[maps,measures]", meaning: "the same as measures, of the present scene alone"),
    QuantityDescription(name: "maps", shape: "[maps,H,W]", meaning: "the present scene's maps"),
    QuantityDescription(name: "image", shape: "image", meaning: "the present scene"),
    QuantityDescription(name: "mask", shape: "[H,W]", meaning: "1 where its object is seen"),
  ]

  /// The numbers of the scenes, of those that have one.
  private static func explainMean(
    _ run: Run, map: Int, measure: Int?, _ format: ValueFormat
  ) throws -> Explanation {
    guard let measure else { throw SessionError.noMark }
    guard let verdict = run.current as? Judge.Verdict, run.position > 0 else { throw SessionError.notYetAdded }
    let judge = verdict.judge
    let numbers = verdict.numbers(ofMap: map, in: measure).enumerated().filter { !$0.element.isNaN }
    return Explanation(
      name: "\(judge.measures[measure].name) of \(judge.contestants[map].name)",
      value: Double(verdict.measures[map, measure]),
      terms: numbers.map { scene, number in
        let name = judge.network.name(ofClass: judge.scenes[scene].classNumber)
        return .init(
          factors: [("scene \(scene + 1), \(name)", format.text(number)), ("1/\(numbers.count)", "")],
          value: number / Double(numbers.count))
      })
  }

  /// The learner's pictures, or built-in scenes.
  private static func scenes(
    _ arguments: Arguments, hasMark: Bool, seed: UInt64, for network: Network
  ) throws -> [JudgedScene] {
    switch (arguments["images"], arguments["masks"]) {
    case (.pictures(let images, _)?, .tensor(let masks)?):
      if hasMark { throw SessionError.markOnPictures }
      return try JudgedScene.given(images, masks: masks, to: network)
    case (nil, nil):
      return try JudgedScene.drawn(count: arguments.integer("scenes"), seed: seed, shortcut: hasMark, for: network)
    case (let images, _): throw SessionError.imagesAndMasks(missing: images == nil ? "images" : "masks")
    }
  }

  /// What every map is measured by.
  private static let measures = Measure.all + [.grabcut]
}

extension Judge.Entry {
  fileprivate var views: [View] {
    guard let contestant else { return verdict.sceneViews }
    return verdict.sceneViews + [View(contestant.name, map: map)]
  }
}
