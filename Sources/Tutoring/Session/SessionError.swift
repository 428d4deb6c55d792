import Tensors

/// What a session cannot do now, in words for the learner.
enum SessionError: Error, Equatable {
  case noForwardPass(layer: String)
  case noBackwardPass
  case notReached(from: Int)
  case nothingRuns
  case nothingInside
  case nothingInsideYet
  case notInside
  case nothingToDraw
  case notFinite(step: Int, quantity: String, procedure: String)
  case startNotFinite(quantity: String, procedure: String)
  case signalOnItsWay
  case notAFile(String)
  case notANetwork(String, near: String?)
  case damaged(String, why: String)
  case cannotWrite(String, why: String)
  case outsideTheFolder(String)
  case noLesson
  case noQuestion
  case questionOpen
  case noAnswer(String)
  case figureName(String)
  case classOrUnit
  case layerWithoutUnit
  case channels(Int, wanted: Int)
  case oneKindOfSeeds(given: [String])
  case noRectangle
  case noEnergyYet
  case notYetAdded
  case tooManyPictures(Int, limit: Int)
  case noSceneClass(String, network: String)
  case imagesAndMasks(missing: String)
  case masksShape([Int], pictures: [Int])
  case masksNotFinite
  case emptyMask(picture: Int)
  case markOnPictures
  case noMark
}

extension SessionError: CustomStringConvertible {
  var description: String {
    switch self {
    case .noForwardPass(let layer):
      "'\(layer)' has no values yet: no picture has gone through the network. Type forward and a picture's name"
    case .noBackwardPass:
      "nothing has gone back through the network yet. Type backward layer=scores unit=0 after a forward"
    case .notReached: "the last backward pass did not reach this layer"
    case .nothingRuns: "no procedure runs. Start one, for example occlusion and a picture's name"
    case .nothingInside: "this step has no parts to go into"
    case .nothingInsideYet: "nothing has been done yet that one could go into: step first"
    case .notInside: "this is no part of a step: there is nothing to go out of"
    case .nothingToDraw: "there is nothing to draw yet. Run a procedure, or show something"
    case .notFinite(let step, let quantity, let procedure):
      "step \(step) of \(procedure) made \(quantity) a number that is not finite: the run stopped before it"
    case .startNotFinite(let quantity, let procedure):
      "\(procedure) cannot start: its \(quantity) is not finite. The picture or the network's weights hold NaN"
    case .signalOnItsWay:
      "the signal is still on its way to the picture: run takes it there, and current is where it is"
    case .notAFile(let path): "'\(path)' is no file that can be read"
    case .notANetwork(let name, let near):
      "there is no network '\(name)', and no such file"
        + (near.map { ". Did you mean '\($0)'?" } ?? "; there are \(NetworkSource.names.joined(separator: ", "))")
    case .damaged(let path, let why): "'\(path)' cannot be used: \(why)"
    case .cannotWrite(let path, let why): "'\(path)' cannot be written: \(why)"
    case .outsideTheFolder(let path):
      "'\(path)' lies outside: files are written below the working folder and the figures folder only"
    case .noLesson: "you are in no lesson. 'lessons' lists them"
    case .noQuestion: "no question is open here"
    case .questionOpen: "a question is open: type answer and your answer, or hint, or skip; again shows it once more"
    case .noAnswer(let kind): "an answer is a number, a list of numbers, true or false, or a word, not \(kind)"
    case .figureName(let name):
      "'\(name)' cannot name a figure: letters, digits, - and _ can, and the ending comes by itself"
    case .classOrUnit: "the score is a class's or a unit's: give class= or unit=, not both"
    case .channels(let given, let wanted): "the picture has \(given) channels, the network takes \(wanted)"
    case .oneKindOfSeeds(let given):
      given.isEmpty
        ? "nothing says where to begin: give saliency=, rect= or seeds="
        : "one of saliency=, rect= and seeds= says where to begin, not \(given.joined(separator: " and "))"
    case .noRectangle: "rect= is [y,x,height,width], four whole numbers: rect=[8,8,48,40]"
    case .notYetAdded: "nothing has been added up yet: step on first"
    case .noEnergyYet: "the energy is there from the first cut on: step as far as that, 3 steps from the start"
    case .tooManyPictures(let count, let limit):
      "\(count) pictures in the network's size are too many at once: take at most \(limit), as set.images[:\(limit)]"
    case .noSceneClass(let name, let network):
      "the scenes' class '\(name)' is none of \(network)'s: judge takes a network that knows all ten by name, as "
        + "small does, or pictures of your own by images= and masks="
    case .imagesAndMasks(let missing):
      missing == "masks"
        ? "images= needs masks=, where the object of each picture is: judge images=set masks=set.masks"
        : "masks= are those of pictures: give images=, too"
    case .masksShape(let shape, let pictures):
      "the masks of pictures \(shapeText(pictures)) are [\(pictures[0]),\(pictures[2]),\(pictures[3])], not \(shapeText(shape))"
    case .masksNotFinite: "the masks hold numbers that are not finite"
    case .emptyMask(let picture):
      "the mask of picture \(picture) has nothing in it: 1 stands where the object is, and 0 elsewhere"
    case .noMark: "mark is measured where shortcut=true puts marks into the scenes"
    case .markOnPictures: "shortcut=true marks the built-in scenes, not pictures of your own"
    case .layerWithoutUnit: "layer= needs unit=: the unit whose activation is the score"
    }
  }
}
