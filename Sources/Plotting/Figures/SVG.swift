import Foundation
import Images
import Tensors

/// A drawing as an SVG document, with the same strokes for letters as the PNG has.
struct SVG {
  private var body = ""
  /// The letters in use and the number of each.
  private var letters: [Character: Int] = [:]
  private let drawing: Drawing

  init(_ drawing: Drawing) throws(ImageError) {
    self.drawing = drawing
    for mark in drawing.marks { body += try element(mark) + "\n" }
  }

  /// The document, `title` and `description` for those who do not see it, `metadata` as text.
  func document(title: String, description: String, metadata: [(key: String, value: String)]) -> String {
    let (width, height) = (Self.number(drawing.size.width), Self.number(drawing.size.height))
    let entries = metadata.map { "<fovea:text key=\"\(Self.escaped($0.key))\">\(Self.escaped($0.value))</fovea:text>" }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
      xmlns:fovea="urn:fovea" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" role="img">
      <title>\(Self.escaped(title))</title>
      <desc>\(Self.escaped(description))</desc>
      <metadata>\(entries.joined())</metadata>
      <defs>
      \(letters.sorted { $0.value < $1.value }.map(Self.definition).joined(separator: "\n"))
      </defs>
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>
      \(body)</svg>

      """
  }

  private mutating func element(_ mark: Drawing.Mark) throws(ImageError) -> String {
    switch mark {
    case .line(let points, let width, let color, let isClosed):
      "<\(isClosed ? "polygon" : "polyline") points=\"\(Self.list(points))\" fill=\"none\" "
        + "stroke=\"\(color.hexadecimal)\" stroke-width=\"\(Self.number(width))\" "
        + "stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
    case .area(let points, let color, let opacity):
      "<polygon points=\"\(Self.list(points))\" fill=\"\(color.hexadecimal)\"\(Self.opacity(opacity))/>"
    case .rectangle(let frame, let color, let opacity):
      "<rect \(Self.place(frame)) fill=\"\(color.hexadecimal)\"\(Self.opacity(opacity))/>"
    case .disc(let center, let radius, let color):
      "<circle cx=\"\(Self.number(center.x))\" cy=\"\(Self.number(center.y))\" r=\"\(Self.number(radius))\" "
        + "fill=\"\(color.hexadecimal)\"/>"
    case .pixels(let picture, let frame):
      "<image \(Self.place(frame)) preserveAspectRatio=\"none\" image-rendering=\"optimizeSpeed\" "
        + "style=\"image-rendering:pixelated\" xlink:href=\"data:image/png;base64,"
        + "\(Data(try PNG.encode(picture.enlarged(to: frame), text: [])).base64EncodedString())\"/>"
    case .text(let text, let start, let font, let color, let runsUpward):
      words(text, start: start, font: font, color: color, runsUpward: runsUpward)
    }
  }

  private mutating func words(
    _ text: String, start: Point, font: StrokeFont, color: RGB, runsUpward: Bool
  ) -> String {
    var x = 0.0
    var uses = ""
    for letter in text {
      if letter != " " {
        let number = letters[letter, default: letters.count]
        letters[letter] = number
        uses += "<use xlink:href=\"#g\(number)\" x=\"\(Self.number(x / font.scale))\"/>"
      }
      x += font.advance(of: letter)
    }
    let lift = font.pen / 2
    let place = runsUpward ? Point(start.x - lift, start.y) : Point(start.x, start.y - lift)
    let turn = runsUpward ? " rotate(-90)" : ""
    return "<g aria-label=\"\(Self.escaped(text))\" fill=\"none\" stroke=\"\(color.hexadecimal)\" "
      + "stroke-width=\"\(Self.number(font.pen / font.scale))\" stroke-linecap=\"round\" stroke-linejoin=\"round\" "
      + "transform=\"translate(\(Self.number(place.x)) \(Self.number(place.y)))\(turn) "
      + "scale(\(Self.number(font.scale, decimals: 4)))\">\(uses)</g>"
  }

  private static func definition(_ letter: Character, _ number: Int) -> String {
    let strokes = StrokeFont.glyph(for: letter).strokes.map { stroke in
      let points = stroke.count == 1 ? stroke + stroke : stroke
      return "M" + points.map { "\(Self.number($0.x)) \(Self.number(-$0.y))" }.joined(separator: "L")
    }
    return "<path id=\"g\(number)\" d=\"\(strokes.joined())\"/>"
  }

  private static func place(_ frame: Rectangle) -> String {
    "x=\"\(number(frame.x))\" y=\"\(number(frame.y))\" width=\"\(number(frame.width))\" "
      + "height=\"\(number(frame.height))\""
  }

  private static func opacity(_ opacity: Double) -> String {
    opacity < 1 ? " fill-opacity=\"\(number(opacity))\"" : ""
  }

  private static func list(_ points: [Point]) -> String {
    points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
  }

  private static func number(_ value: Double, decimals: Int = 2) -> String {
    value.isFinite ? Numeral.fixed(value, decimals: decimals, trimmed: true) : "0"
  }

  /// Text as XML takes it; characters that XML forbids become a question mark.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{0}"..<"\u{9}", "\u{B}"..<"\u{D}", "\u{E}"..<" ", "\u{FFFE}", "\u{FFFF}": result += "?"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Tensor {
  /// A picture [3,H,W] with as many pixels as its frame, so that programs that smooth pictures leave it sharp; itself
  /// where it has more already.
  fileprivate func enlarged(to frame: Rectangle) -> Tensor {
    let (rows, columns) = (Int(frame.height), Int(frame.width))
    guard rows >= shape[1], columns >= shape[2] else { return self }
    let (height, width) = (shape[1], shape[2])
    return Tensor(shape: [3, rows, columns]) { target in
      withUnsafeElements { source in
        for index in 0..<3 * rows * columns {
          let (line, column) = index.quotientAndRemainder(dividingBy: columns)
          let (plane, row) = line.quotientAndRemainder(dividingBy: rows)
          target[index] = source[(plane * height + row * height / rows) * width + column * width / columns]
        }
      }
    }
  }
}
