internal import Tensors

// At each window four channels at a time: what wins in one of them says nothing about the others.
extension MaxPooling: StagedLayer {
  /// Whether windows are 2×2 side by side, which a convolution's tiles are made of.
  var takesPairs: Bool {
    frame.kernel == 2 && frame.stride == 2 && frame.padding == 0 && frame.dilation == 1 && !ceiling
  }

  func forwardStages(_ inputs: [Slot], to output: Slot, finish: Finish, scratch: (Int) -> Slot) -> [Stage] {
    let input = inputs[0]
    let windows = ChannelWindows(self, shape: input.shape)
    let rows = Strips(
      output.shape[0] * output.shape[2], ofAtMost: Swift.max(1, (1 << 13) / Swift.max(windows.rowLength, 1)), atLeast: 4
    )
    return [
      Stage(parts: rows.count) { part, memory in
        let (places, result) = (rows[part], memory[output])
        windows.maxima(memory[input], rows: places, into: result)
        finish.resolved(in: memory).apply(
          to: result, start: places.lowerBound * windows.rowLength, rows: 1,
          columns: places.count * windows.rowLength, pitch: places.count * windows.rowLength)
      }
    ]
  }

  func backwardStages(
    _ signal: Slot, inputs: [Slot?], output: Slot?, to targets: [Slot], finishes: [Finish], rule: BackwardRule,
    scratch: (Int) -> Slot
  ) -> [Stage] {
    guard let input = inputs[0], let output else { preconditionFailure("the winners of a pooling are not known") }
    let (target, finish) = (targets[0], finishes[0])
    let windows = ChannelWindows(self, shape: input.shape)
    // What several windows send to a number is added up by one part.
    let (images, height) = (input.shape[0], input.shape[2])
    let bands = Strips(height, ofAtMost: Swift.max(8, (1 << 14) * height / Swift.max(input.count / images, 1)))
    return [
      Stage(parts: images * bands.count) { part, memory in
        let (image, band) = part.quotientAndRemainder(dividingBy: bands.count)
        windows.toWinners(
          memory[signal], input: memory[input], output: memory[output], into: memory[target], image: image,
          band: bands[band], finish: finish.resolved(in: memory))
      }
    ]
  }
}

/// The windows of a pooling on pictures whose channels stand together at each place.
struct ChannelWindows: Sendable {
  private let channels: Int
  private let input: Extent
  private let output: Extent
  private let frame: Window

  init(_ layer: MaxPooling, shape: [Int]) {
    let sizes = PoolingSizes(shape: shape, frame: layer.frame, ceiling: layer.ceiling)
    channels = shape[1]
    (input, output, frame) = (sizes.input, sizes.output, sizes.frame)
  }

  /// Numbers in a row of the output.
  var rowLength: Int { output.width * channels }

  /// Whether each number of the input lies under one window.
  private var fillsInput: Bool {
    frame.stride == frame.kernel && frame.padding == 0 && frame.dilation == 1
      && output.height * frame.stride.height == input.height && output.width * frame.stride.width == input.width
  }

  /// The largest number under each window; a NaN where one of them is one.
  func maxima(_ source: UnsafePointer<Float>, rows: Range<Int>, into maxima: UnsafeMutablePointer<Float>) {
    let wide = WideLanes(count: channels)
    forEachWindow(rows: rows) { window, place, taps in
      let from = source + window
      let to = maxima + place
      if let wide { return wide.maxima(from, taps: taps, channels: channels, into: to) }
      var channel = 0
      while channel < channels {
        var (largest, isNaN) = (Lanes(from: from + (taps[0] &+ channel)), Lanes.Mask.none)
        for tap in taps {
          let number = Lanes(from: from + (tap &+ channel))
          isNaN = isNaN | number.isNaN
          largest = Lanes.larger(number, largest)
        }
        largest.spoilt(where: isNaN).store(to: to, column: channel, width: channels)
        channel &+= 4
      }
    }
  }

  /// Sends signals to the numbers that won, the first of equal ones, in some rows of a picture.
  ///
  /// - Parameters:
  ///   - band: the rows of the input that are written.
  ///   - finish: the way back through a ReLU that puts out what was pooled.
  func toWinners(
    _ signals: UnsafePointer<Float>, input source: UnsafePointer<Float>, output maxima: UnsafePointer<Float>,
    into back: UnsafeMutablePointer<Float>, image: Int, band: Range<Int>, finish: ResolvedFinish
  ) {
    let line = input.width * channels
    let start = (image * input.height + band.lowerBound) * line
    if !fillsInput { (back + start).update(repeating: 0, count: band.count * line) }
    func send(_ finish: some LaneFinish) {
      if fillsInput {
        toWinners(signals, source, maxima, back, image: image, band: band, finish) { _, signal in signal }
      } else {
        toWinners(signals, source, maxima, back, image: image, band: band, finish) { $0 + $1 }
      }
    }
    // A ReLU's outputs, which the input is made of, are positive where their maximum is. The sign of a signal can be
    // asked for here only where nothing is added to it.
    switch finish {
    case .passing(.gradient, _): return send(PassingGradient(outputs: maxima))
    case .passing(.deconvnet, _) where fillsInput: return send(PassingDeconvnet())
    case .passing(.guided, _) where fillsInput: return send(PassingGuided(outputs: maxima))
    default: send(Unchanged())
    }
    finish.apply(to: back, start: start, rows: 1, columns: band.count * line, pitch: band.count * line)
  }

  /// - Parameter join: a number's signal so far and one more.
  @inline(__always)
  private func toWinners(
    _ signals: UnsafePointer<Float>, _ source: UnsafePointer<Float>, _ maxima: UnsafePointer<Float>,
    _ back: UnsafeMutablePointer<Float>, image: Int, band: Range<Int>, _ finish: some LaneFinish,
    join: (Lanes, Lanes) -> Lanes
  ) {
    let rows = frame.vertical.positions(reaching: band, of: output.height)
    let first = image &* output.height
    let (line, picture) = (input.width &* channels, image &* input.height)
    let written = (picture &+ band.lowerBound) &* line..<(picture &+ band.upperBound) &* line
    forEachWindow(rows: first &+ rows.lowerBound..<first &+ rows.upperBound) { window, place, taps in
      let all = written.contains(window &+ taps[0]) && written.contains(window &+ taps[taps.count &- 1])
      var channel = 0
      while channel < channels {
        let maximum = Lanes(from: maxima + (place &+ channel))
        var signal = finish(Lanes(from: signals + (place &+ channel)), at: place &+ channel)
        for tap in taps {
          let at = window &+ tap
          let number = Lanes(from: source + (at &+ channel))
          let wins = (number == maximum) | number.isNaN
          if all || written.contains(at) {
            join(Lanes(from: back + (at &+ channel)), signal.kept(where: wins))
              .store(to: back + at, column: channel, width: channels)
          }
          signal = signal.zeroed(where: wins)
        }
        channel &+= 4
      }
    }
  }

  /// Calls `body` with where a window begins in the input, in the padding perhaps, where its maxima go, and how far
  /// behind its beginning each of its numbers of channel 0 lies, in row-major order.
  ///
  /// - Parameter rows: of the outputs of all pictures.
  @inline(__always)
  private func forEachWindow(
    rows: Range<Int>, _ body: (_ window: Int, _ place: Int, _ taps: UnsafeBufferPointer<Int>) -> Void
  ) {
    let (kernel, step) = (frame.kernel, frame.dilation)
    let count = kernel.height &* kernel.width
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * count) { taps in
      guard let all = taps.baseAddress else { return }
      let some = all + count
      for tap in 0..<count {
        let (i, j) = tap.quotientAndRemainder(dividingBy: kernel.width)
        all[tap] = (i &* step.height &* input.width &+ j &* step.width) &* channels
      }
      for row in rows {
        let (image, y) = row.quotientAndRemainder(dividingBy: output.height)
        let top = y &* frame.stride.height &- frame.padding.top
        for x in 0..<output.width {
          let left = x &* frame.stride.width &- frame.padding.left
          let window = ((image &* input.height &+ top) &* input.width &+ left) &* channels
          let place = (row &* output.width &+ x) &* channels
          if top >= 0, left >= 0, top &+ frame.reach.height <= input.height, left &+ frame.reach.width <= input.width {
            body(window, place, UnsafeBufferPointer(start: all, count: count))
            continue
          }
          var inside = 0
          for tap in 0..<count {
            let (i, j) = tap.quotientAndRemainder(dividingBy: kernel.width)
            let (line, column) = (top &+ i &* step.height, left &+ j &* step.width)
            guard line >= 0, line < input.height, column >= 0, column < input.width else { continue }
            some[inside] = all[tap]
            inside &+= 1
          }
          body(window, place, UnsafeBufferPointer(start: some, count: inside))
        }
      }
    }
  }
}
