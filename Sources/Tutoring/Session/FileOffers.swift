import Foundation

/// The files that a word may begin the path of.
enum FileOffers {
  /// Folders end with a slash, so that their files can be offered next; names with spaces are in quotes.
  static func offers(for word: String) -> [Offer] {
    let isQuoted = word.hasPrefix("\"")
    return offers(forPath: isQuoted ? String(word.dropFirst()) : word).map { offer in
      guard isQuoted || offer.text.contains(" ") else { return offer }
      return Offer(text: "\"" + offer.text + (offer.text.hasSuffix("/") ? "" : "\""), label: offer.label)
    }
  }

  private static func offers(forPath word: String) -> [Offer] {
    let slash = word.lastIndex(of: "/")
    let folder = slash.map { String(word[...$0]) } ?? ""
    let start = slash.map { String(word[word.index(after: $0)...]) } ?? word
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.filter { $0.hasPrefix(start) && (!$0.hasPrefix(".") || start.hasPrefix(".")) }.sorted().map { name in
      var isFolder: ObjCBool = false
      let ending = files.fileExists(atPath: folder + name, isDirectory: &isFolder) && isFolder.boolValue ? "/" : ""
      return Offer(text: folder + name + ending, label: name + ending)
    }
  }
}
