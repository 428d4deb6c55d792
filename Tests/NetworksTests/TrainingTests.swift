import Networks
import Stepping
import Tensors
import Testing

@Suite struct TrainingTests {
  /// Bars on noise: two classes that a handful of filters can learn at once.
  static func bars(_ number: Int) -> LabelledImages {
    var random = RandomSource(seed: 9, stream: UInt64(number) + 1)
    var images = Tensor(shape: [20, 1, 6, 6], elements: (0..<720).map { _ in 0.3 * random.uniform() })
    let labels = (0..<20).map { _ in random.integer(below: 2) }
    for (picture, label) in labels.enumerated() {
      let place = random.integer(below: 6)
      for along in 0..<6 { images[picture, 0, label == 0 ? along : place, label == 0 ? place : along] = 0.8 }
    }
    return LabelledImages(images: images, labels: labels)
  }

  /// `tiny` with six filters, untrained.
  static func untrained(seed: UInt64 = 1) throws -> Network {
    var random = RandomSource(seed: seed)
    let convolution = Convolution(weight: .heNormal(shape: [6, 1, 3, 3], from: &random), bias: Tensor(shape: [6]))
    let scores = FullyConnected(weight: .heNormal(shape: [2, 24], from: &random), bias: Tensor(shape: [2]))
    return try Network(
      name: "bars", inputShape: [1, 6, 6], recipe: InputRecipe(mean: [0.5], std: [0.5]),
      layers: [
        ("conv1", convolution, ["input"]), ("relu1", ReLU(), ["conv1"]), ("pool1", MaxPooling(kernel: 2), ["relu1"]),
        ("flatten", Flatten(), ["pool1"]), ("scores", scores, ["flatten"]),
      ])
  }

  @Test func aCourseLongerThanAnIntBegins() throws {
    let training = Training(try Self.untrained(), batchesPerEpoch: 2, epochs: .max, batch: Self.bars)
    #expect(training.stepCount == .max)
    var place = training.makeIterator()
    #expect(place.next()?.problem == nil)
  }

  static func training(_ optimizer: Optimizer, rate: Float) throws -> Training {
    var training = Training(try untrained(), batchesPerEpoch: 20, epochs: 5, heldOut: bars(1000), batch: bars)
    training.optimizer = optimizer
    training.rate = rate
    training.augmentations = [.shift(1), .flip]
    return training
  }

  @Test(arguments: [(Optimizer.adam(), 0.03 as Float), (.momentum(0.9), 0.05)])
  func learnsBars(optimizer: Optimizer, rate: Float) throws {
    let steps = Array(try Self.training(optimizer, rate: rate))
    #expect(steps.count == 100)
    let early = steps.prefix(10).reduce(0) { $0 + $1.loss } / 10
    let late = steps.suffix(10).reduce(0) { $0 + $1.loss } / 10
    #expect(late < early / 2, "\(early) to \(late)")
    // "epoch 5/5: loss 0.1234, accuracy 0.984, held out 0.9870 (best 0.9890)" leaves room for longer courses.
    #expect(steps.allSatisfy { $0.headline.count <= 72 }, "\(steps.last?.headline ?? "")")
    let last = try #require(steps.last)
    #expect(try last.best.accuracy(on: Self.bars(1000)) == last.bestAccuracy)
    #expect(last.bestAccuracy ?? 0 > 0.9)
  }

  @Test func theSameSeedGivesTheSameBits() throws {
    var runs: [Network] = []
    for threads in [2, 2, 1] {
      var training = try Self.training(.adam(), rate: 0.03)
      training.network.threads = threads
      runs.append(try #require(training.reduce(nil) { $1.network }))
    }
    for run in runs.dropFirst() {
      for node in [0, 4] {
        #expect(run.nodes[node].layer.weight == runs[0].nodes[node].layer.weight)
        #expect(run.nodes[node].layer.bias == runs[0].nodes[node].layer.bias)
      }
    }
  }

  @Test func keepsTheBestNetworkNotTheLatest() throws {
    var training = try Self.training(.adam(), rate: 0.03)
    training.epochs = 6
    var (best, accuracies) = (0.0, [Double]())
    for step in training {
      if let accuracy = step.heldOutAccuracy { accuracies.append(accuracy) }
      best = max(best, step.bestAccuracy ?? 0)
    }
    #expect(accuracies.count == 6 && accuracies.max() == best)
  }

  @Test func aPlaceKeptGoesOnAsBefore() throws {
    var walker = try Self.training(.adam(), rate: 0.03).makeIterator()
    for _ in 0..<7 { _ = walker.next() }
    var former = walker
    let ahead = (0..<5).compactMap { _ in walker.next()?.loss }
    #expect((0..<5).compactMap { _ in former.next()?.loss } == ahead)
  }

  /// The gradient of the mean loss at each kind of parameter against central differences.
  @Test func theLossesGradientIsWhatDifferencesFind() throws {
    let network = try Self.untrained(seed: 5)
    let batch = Self.bars(3)
    let gradients = try network.lossGradients(batch, loss: CrossEntropy(smoothing: 0.1))
    func loss(_ node: Int, _ place: Int, _ step: Float) throws -> Double {
      var network = network
      network.update(node) { $0.weight?[flat: place] += step }
      return try network.lossGradients(batch, loss: CrossEntropy(smoothing: 0.1)).loss
    }
    for (node, places) in [(0, 0..<54), (4, 0..<48)] {
      let found = try #require(gradients.parameters[node]).weight
      for place in places {
        let slope = try (loss(node, place, 1e-3) - loss(node, place, -1e-3)) / 2e-3
        #expect(abs(slope - Double(found[flat: place])) < 2e-3, "\(node) \(place)")
      }
    }
  }

  @Test func agreesWithPyTorchOnTheLoss() throws {
    let scores = try NetworkFixture.tensor("crossentropy-scores")
    let result = CrossEntropy(smoothing: 0.1)(scores, labels: [0, 3, 4, 1])
    #expect(try abs(result.loss - Double(NetworkFixture.tensor("crossentropy-loss").elements[0])) < 1e-5)
    #expect(try relativeError(result.gradient, NetworkFixture.tensor("crossentropy-gradient")) < 1e-5)
  }

  @Test func aConfidentScoreHasNoLossAndNoOverflow() {
    let result = CrossEntropy()(Tensor(shape: [1, 2], elements: [1e4, -1e4]), labels: [0])
    #expect(result.loss == 0 && result.gradient.elements == [0, 0] && result.right == 1)
  }

  @Test(arguments: [("adam", Optimizer.adam(), 0.05 as Float), ("momentum", .momentum(0.9), 0)])
  func agreesWithPyTorchOnUpdates(name: String, optimizer: Optimizer, decay: Float) throws {
    var weight = try NetworkFixture.tensor("optimizer-start")
    let gradients = try NetworkFixture.tensor("optimizer-gradients")
    var moments = Moments(shape: [6])
    for step in 0..<3 {
      optimizer.update(
        &weight, gradient: gradients.entries(step..<step + 1).reshaped([6]), moments: &moments, count: step + 1,
        rate: 0.1, decay: decay)
    }
    #expect(try relativeError(weight, NetworkFixture.tensor("optimizer-\(name)")) < 1e-5)
  }

  @Test func schedulesStartAndEndAsTheySay() {
    #expect(Schedule.cosine(warmup: 0.1).factor(at: 0.05) == 0.5)
    #expect(Schedule.cosine(warmup: 0.1).factor(at: 0.1) == 1)
    #expect(abs(Schedule.cosine(warmup: 0).factor(at: 0.5) - 0.5) < 1e-12)
    #expect(abs(Schedule.cosine(warmup: 0.1).factor(at: 1)) < 1e-12)
    #expect(Schedule.steps(at: [0.5, 0.75], drop: 0.1).factor(at: 0.6) == 0.1)
    #expect(Schedule.constant.factor(at: 0.3) == 1)
  }

  @Test func aLossThatIsNoNumberStopsTraining() throws {
    var training = try Self.training(.momentum(0), rate: 1e30)
    training.epochs = 3
    let steps = Array(training)
    #expect(steps.count < 60)
    let problem = try #require(steps.last?.problem)
    #expect(problem == .lossNotFinite(step: steps.count))
    #expect(
      steps.last?.headline
        == "stopped: the loss is no longer a number at step \(steps.count): the learning rate is too high")
  }

  @Test func wrongBatchesAreRefusedInWords() throws {
    let network = try Self.untrained()
    #expect(throws: NetworkError.unitOutOfRange(layer: "scores", unit: 2, count: 2)) {
      try network.lossGradients(LabelledImages(images: Tensor(shape: [1, 1, 6, 6]), labels: [2]))
    }
    #expect(throws: NetworkError.emptyBatch) {
      try network.lossGradients(LabelledImages(images: Tensor(shape: [0, 1, 6, 6]), labels: []))
    }
  }
}
