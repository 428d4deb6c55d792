import Foundation
import Testing
import Tutoring

/// Cutting graphs and pictures by the line.
@Suite struct SessionSegmentationTests {
  private func withCat() throws -> SessionUnderTest {
    let session = try SessionUnderTest(network: "small")
    try session.type("image scene cat seed=17 as cat")
    return session
  }

  @Test func aMaximumFlowIsDoneWhenNoPathIsLeft() throws {
    let session = try SessionUnderTest()
    try session.type("maxflow [[0, 3], [1, 0]] source=0 sink=1")
    #expect(try session.value("maxflow.done") == "false")
    try session.type("step")
    #expect(try session.value("maxflow.done") == "true")
    try session.type("back")
    #expect(try session.value("value") == "0")
  }

  @Test func aSaliencyMapCutsOutTheCat() throws {
    let session = try withCat()
    try session.type("saliency cat", "run", "grabcut cat saliency=saliency.map")
    #expect(try session.value("sum(seeds == 1)") == "205")
    #expect(try session.value("isnan(energy)") == "true")
    try session.type("step 3", "let first = energy", "run")
    #expect(try session.value("energy <= first") == "true")
    #expect(try session.value("energy ~= color_cost + border_cost") == "true")
    #expect(try session.value("iou(mask, cat.mask) > 0.6") == "true")
    #expect(try session.type("why energy").contains("the border between them"))
  }

  @Test func aRectangleDoesToo() throws {
    let session = try withCat()
    try session.type("grabcut cat rect=[20,5,40,55]", "run")
    #expect(try session.value("iou(mask, cat.mask) > 0.6") == "true")
    #expect(try session.value("sum(mask[:20])") == "0")
  }

  @Test(arguments: [
    ("", "Nothing says where to begin: give saliency=, rect= or seeds="),
    (
      " rect=[1,1,9,9] seeds=zeros([64,64])",
      "One of saliency=, rect= and seeds= says where to begin, not rect and seeds"
    ),
    (" rect=[1,1,9]", "Rect= is [y,x,height,width], four whole numbers: rect=[8,8,48,40]"),
    (" rect=[0,0,64,64]", "The rectangle covers the whole picture: leave some background outside"),
    (" rect=[60,0,9,9]", "Rect=[60,0,9,9], that is [y,x,height,width], does not lie in a picture of 64×64"),
    (" seeds=ones([64,64])", "0 of 4096 seeds are background (0): mark some pixels that are surely not the object"),
    (" seeds=zeros([64,64])", "0 of 4096 seeds are foreground (1) or unknown (2): nothing is left to be found"),
    (" seeds=zeros([64,64])-1", "A seed is 0 for background, 1 for foreground or 2 for unknown, not -1"),
    (" seeds=zeros([8,9])", "The seeds are [8,9] and the picture is [64,64]: they need one size."),
    (
      " saliency=uniform([32,32],1)",
      "The seeds are [32,32] and the picture is [64,64]: they need one size. cover(PICTURE, 32, 32) makes a picture of the "
        + "seeds' size"
    ),
  ])
  func whatCannotBeginIsSaid(words: String, message: String) throws {
    let session = try withCat()
    let said = session.fault("grabcut cat" + words)
    #expect(said?.lowercased().contains(message.lowercased()) == true, "\(said ?? "no error")")
  }

  /// No network is asked, so a picture of any size stays as it is.
  @Test func aPictureKeepsItsSize() throws {
    let session = try SessionUnderTest()
    try session.type("grabcut uniform([3,9,20],1) rect=[2,2,5,12]")
    #expect(try session.value("shape(mask)") == "[9, 20]")
  }

  @Test func figuresOfGraphsNameNoNetwork() throws {
    let session = try SessionUnderTest()
    try session.type("maxflow [[0, 3], [1, 0]] source=0 sink=1", "run", "figure flow")
    let info = try session.type("info \(session.folder)/flow.png")
    #expect(session.session.figures.last?.caption.contains("Network") == false, "\(info)")
  }

  @Test func anotherClassesMarkMisleadsTheNetworkThatCheats() throws {
    let session = try SessionUnderTest(network: "shortcut")
    try session.type("image scene cat seed=17 shortcut=ostrich as misled")
    #expect(try session.type("forward misled").contains("ostrich 0.9"))
    try session.type("image scene cat seed=17 shortcut=true as marked")
    #expect(try session.type("forward marked").contains("cat 0.9"))
    #expect(session.fault("image scene cat shortcut=3 as c")?.contains("'3' is neither true nor false") == true)
    try session.type("images scenes count=3 shortcut=true as set", "images scenes count=3 as plain")
    // The mark is in a corner, the same few pixels in each.
    try session.type("let marks = sum(abs(set.images - plain.images), axis=1)")
    for number in 0..<3 {
      let count = Double(try session.value("sum(marks[\(number)] > 0)")) ?? 0
      #expect(count > 0 && count < 200, "picture \(number): \(count)")
    }
  }

  /// One bar for both, that runs from the one's number to the other's.
  @Test func stacksOfMapsShareAScaleToo() throws {
    let session = try SessionUnderTest(figureFormat: .svg)
    try session.type("show ones([4,5,5])*2, ones([4,5,5])*8 scale=shared", "figure shared")
    let drawn = try String(contentsOfFile: "\(session.folder)/shared.svg", encoding: .utf8)
    #expect(["2", "5", "8"].allSatisfy { drawn.contains("aria-label=\"\($0)\"") })
  }
}
