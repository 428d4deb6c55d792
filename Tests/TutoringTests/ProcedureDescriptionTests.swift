import CommandLanguage
import Foundation
import Testing
import Tutoring

/// What a procedure's description says is so: parsing, help and completion come from it.
@Suite struct ProcedureDescriptionTests {
  /// A line that starts each, with the parameters that have no value of their own.
  static let starts = [
    "trace": "trace p", "filters": "filters layer=conv1", "occlusion": "occlusion p patch=2 stride=2",
    "backprop": "backprop p", "saliency": "saliency p",
    "smoothgrad": "smoothgrad p samples=3", "integrated": "integrated p points=3",
    "strongest": "strongest reshape(p,[1,1,6,6]) unit=0",
    "gradcam": "gradcam p", "rise": "rise p masks=3 grid=3", "lrp": "lrp p",
    "maxflow": "maxflow [[0, 3], [1, 0]] source=0 sink=1",
    "grabcut": "grabcut p rect=[1,1,3,3]",
    "judge": "network small; judge scenes=2 maps=[saliency,mask] shortcut=true",
  ]

  static let names = Procedure.all.map(\.name)

  private func started(_ name: String) throws -> SessionUnderTest {
    let session = try SessionUnderTest.withPicture()
    try session.type(try #require(Self.starts[name], "no line starts \(name)"))
    return session
  }

  private func procedure(_ name: String) throws -> Procedure {
    try #require(Procedure.all.first { $0.name == name })
  }

  @Test(arguments: names)
  func everyParameterAndQuantityHasAMeaning(name: String) throws {
    let procedure = try procedure(name)
    #expect(Set(procedure.parameters.map(\.name)).count == procedure.parameters.count)
    #expect(Set(procedure.quantities.map(\.name)).count == procedure.quantities.count)
    for meaning in procedure.parameters.map(\.meaning) + procedure.quantities.map(\.meaning) {
      #expect(meaning.count > 5 && !meaning.hasSuffix("."), "\(meaning)")
    }
    for quantity in procedure.quantities { #expect(!["step", "done", "seconds"].contains(quantity.name)) }
  }

  @Test(arguments: names)
  func whatStandsForAParameterCanBeTypedForIt(name: String) throws {
    for parameter in try procedure(name).parameters {
      guard let initial = parameter.initial, !parameter.isOptional else { continue }
      let session = try SessionUnderTest.withPicture()
      let start = try #require(Self.starts[name])
      let given = start.split(separator: " ").filter { !$0.hasPrefix("\(parameter.name)=") }.joined(separator: " ")
      // The patch of 8 pixels and the 7 cells that stand there are for pictures larger than those of `tiny`.
      if let said = session.fault("\(given) \(parameter.name)=\(initial)") {
        #expect(said.hasPrefix("A patch of") || said.hasPrefix("A mask has"), "\(parameter.name)=\(initial): \(said)")
      }
    }
  }

  @Test(arguments: names)
  func aParameterThatMustBeGivenIsAskedFor(name: String) throws {
    let needed = try procedure(name).parameters.filter { $0.initial == nil && !$0.isOptional }
    guard let first = needed.first, let other = try procedure(name).parameters.dropFirst().last else { return }
    let session = try SessionUnderTest.withPicture()
    let said = session.fault("\(name) \(other.name)=0")
    #expect(said?.contains("\(name) needs \(first.name)=") == true, "\(said ?? "no error")")
  }

  @Test(arguments: names)
  func everyQuantityIsThereFromTheFirstStepOn(name: String) throws {
    let session = try started(name)
    for move in ["step", "run"] {
      try session.type(move)
      for quantity in try procedure(name).quantities.map(\.name) + ["step", "done"] {
        #expect(try session.value(quantity) == session.value("\(name).\(quantity)"), "\(quantity)")
      }
    }
  }

  @Test(arguments: names)
  func everyQuantityHasTheShapeThatIsSaid(name: String) throws {
    let session = try started(name)
    try session.type("step 2")
    for quantity in try procedure(name).quantities {
      switch quantity.shape {
      case "number":
        #expect(Double(try session.value(quantity.name).replacing("−", with: "-")) != nil, "\(quantity.name)")
      case "name": #expect(session.fault("print shape(\(quantity.name))") != nil, "\(quantity.name)")
      case "image": #expect(["1", "3"].contains(try session.value("shape(\(quantity.name))[0]")), "\(quantity.name)")
      case let shape where shape.hasPrefix("["):
        let axes = shape.contains(",") ? shape.split(separator: ",").count : 1
        #expect(try session.value("ndim(\(quantity.name))") == "\(axes)", "\(quantity.name)")
      default: break
      }
    }
  }

  @Test(arguments: names)
  func helpKnowsItItsParametersAndItsQuantities(name: String) throws {
    let session = try SessionUnderTest()
    let text = try session.type("help \(name)")
    let procedure = try procedure(name)
    for word in procedure.parameters.map({ "\($0.name)=" }) + procedure.quantities.map(\.name) {
      #expect(text.contains(word), "\(word)")
    }
    for topic in procedure.parameters.map(\.name) + procedure.quantities.map({ "\(name).\($0.name)" }) {
      #expect(session.fault("help \(topic)") == nil, "\(topic)")
    }
  }

  @Test(arguments: names)
  func namesAreListedWithTheirMeanings(name: String) throws {
    let session = try started(name)
    let listed = try session.type("vars \(name).*")
    for quantity in try procedure(name).quantities {
      #expect(listed.contains("\(name).\(quantity.name)") && listed.contains(quantity.meaning))
      #expect(try session.type("info \(name).\(quantity.name)").contains(quantity.meaning) || name == "trace")
    }
  }

  @Test func everyCommandHasAFormThatBeginsWithItsName() throws {
    let session = try SessionUnderTest()
    for command in Command.all {
      #expect(command.forms.allSatisfy { $0.split(separator: " ").first.map(String.init) == command.name })
      #expect(try session.type("help \(command.name)").hasPrefix(command.name))
    }
    #expect(Set(Command.all.map(\.name)).isDisjoint(with: Procedure.all.map(\.name)))
    #expect(Set(Command.all.map(\.name)).count == Command.all.count)
  }
}
