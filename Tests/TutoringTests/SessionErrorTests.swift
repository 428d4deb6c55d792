import CommandLanguage
import Testing
import Tutoring

/// The words and the carets of what learners get wrong.
@Suite struct SessionErrorTests {
  private func prepared() throws -> SessionUnderTest {
    let session = try SessionUnderTest.withPicture()
    try session.type("let flat = [1, 2, 3]")
    return session
  }

  @Test func aUnitMayStandInBracketsAsItIsShown() throws {
    let session = try prepared()
    let bracketed = try session.type("backprop p layer=relu1 unit=[0,2,1]", "run")
    #expect(try session.type("backprop p layer=relu1 unit=0,2,1", "run") == bracketed)
  }

  @Test func aClassOfTheNetworkIsToldOf() throws {
    #expect(try prepared().type("info horizontal") == "horizontal  class 1 of tiny's 2\n")
  }

  @Test(arguments: [
    """
    Nothing is named 'q'
    forward q
            ^
    """,
    """
    There is no command 'foward'
    foward p
    ^~~~~~
    Did you mean 'forward'?
    """,
    """
    There is no class 'verticl': the network knows vertical, horizontal
    occlusion p class=verticl
                      ^~~~~~~
    Did you mean 'vertical'?
    """,
    """
    There is no class '7': the network knows vertical, horizontal
    occlusion p class=7
                      ^
    """,
    """
    There is no layer 'conv2' in tiny
    backprop p layer=conv2
                     ^~~~~
    Did you mean 'conv1'?
    """,
    """
    'relu1' has units 0 to 1, not 9
    backprop p layer=relu1 unit=9
                                ^
    """,
    """
    'relu1' has the shape [2,4,4], which has no unit [0,9,9]
    backprop p layer=relu1 unit=0,9,9
                                ^~~~~
    """,
    """
    'dog' is no unit of 'scores'
    backprop p unit=dog
                    ^~~
    A unit is a channel C, one activation C,Y,X, the strongest C,max, or a class name.
    """,
    """
    'guide' is none of gradient, deconvnet, guided
    backprop p rule=guide
                    ^~~~~
    Did you mean 'guided'?
    """,
    """
    A patch of 9×9 is larger than the picture, which is 6×6
    occlusion p patch=9
    ^~~~~~~~~~~~~~~~~~~
    """,
    """
    '0' is no size
    occlusion p patch=0
                      ^
    A size is one side, or [height, width], in whole pixels.
    """,
    """
    '0' is no whole number from 1 to 4096
    occlusion p stride=0
                       ^
    """,
    """
    'purple' is none of mean, black, noise, a number
    occlusion p fill=purple
                     ^~~~~~
    """,
    """
    There is no 'clas=' here
    occlusion p clas=vertical
                ^~~~
    Did you mean 'class='?
    """,
    """
    'class=' is given twice
    occlusion p class=vertical class=horizontal
                               ^~~~~
    """,
    """
    'flat' is no picture
    occlusion flat
              ^~~~
    A picture is [3,H,W] or [1,H,W]: image scene cat as cat makes one.
    """,
    """
    'flatten' has no filters to look at; a convolution has
    filters flatten
    ^~~~~~~~~~~~~~~
    """,
    """
    'scores' has no values yet: no picture has gone through the network. Type forward and a picture's name
    print scores[0]
          ^~~~~~
    """,
    """
    No procedure runs. Start one, for example occlusion and a picture's name
    step
    ^~~~
    """,
    """
    There is no network 'smal', and no such file. Did you mean 'small'?
    network smal
            ^~~~
    """,
    """
    nosuch.png: there is no such file
    image load nosuch.png as n
               ^~~~~~~~~~
    """,
    """
    'nosuch.npy' is no file that can be read
    let n = load("nosuch.npy")
                 ^~~~~~~~~~~~
    """,
    """
    The picture needs a name: as NAME
    image scene cat seed=4
                          ^
    For example: image scene cat seed=4 as cat.
    """,
    """
    No scene shows 'caat'; there are ostrich, cat, fish, butterfly, flower, tree, house, sailboat, mug, car
    image scene caat as c
                ^~~~
    Did you mean 'cat'?
    """,
    """
    '../x.npy' lies outside: files are written below the working folder and the figures folder only
    save p ../x.npy
           ^~~~~~~~
    """,
    """
    There is no setting 'precison'
    set precison 3
        ^~~~~~~~
    Did you mean 'precision'?
    """,
    """
    Expected sum(p) == 7: the left is 6, the right 7
    expect sum(p) == 7
           ^~~~~~~~~~~
    """,
  ])
  func aMistakeIsShownWithACaretAndWhatToType(text: String) throws {
    let session = try prepared()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(session.fault(lines[1]) == text)
  }

  @Test func theCaretStandsBelowTheStatementThatFailed() throws {
    let session = try prepared()
    #expect(
      session.fault("let a = 1; occlusion p stride=0")
        == """
        '0' is no whole number from 1 to 4096
        let a = 1; occlusion p stride=0
                                      ^
        """)
    #expect(try session.value("a") == "1")
  }

  @Test func anUnknownNetworkIsAnErrorAtTheStart() {
    #expect(throws: (any Error).self) { try SessionUnderTest(network: "nosuch") }
  }
}

@Suite struct SessionScriptTests {
  private func fault(_ script: String) throws -> String? {
    let session = try SessionUnderTest()
    do throws(ScriptFault) {
      try session.session.run(script: script, named: "a.fov")
      return nil
    } catch {
      return error.description
    }
  }

  @Test func linesSemicolonsCommentsAndBlankLines() throws {
    let session = try SessionUnderTest()
    let script = "# a comment\n\nlet a = 1; let b = a + 1 # the next\n   \n; ;\nprint \"a;b # c\"\n"
    try session.session.run(script: script, named: "a.fov")
    #expect(session.recorder.taken() == "a  1\nb  2\na;b # c\n")
  }

  @Test func theFirstErrorEndsItWithItsPlace() throws {
    let session = try SessionUnderTest()
    do throws(ScriptFault) {
      try session.session.run(script: "let a = 1\r\nlet b = 2; print a + c\nlet d = 3\n", named: "a.fov")
      Issue.record("no error")
    } catch {
      #expect(
        error.description == """
          a.fov:2:22: Nothing is named 'c'
          let b = 2; print a + c
                               ^
          """)
    }
    #expect(try session.value("a + b") == "3")
    #expect(session.fault("print d") != nil)
  }

  @Test func aBlankLineTakesNoStepInAScript() throws {
    let session = try SessionUnderTest()
    try session.session.run(script: "\(SessionUnderTest.picture)\ntrace p\nstep\n\n\n", named: "a.fov")
    #expect(try session.value("step") == "1")
    try session.type("")
    #expect(try session.value("step") == "2")
  }

  @Test func anEmptyScriptDoesNothing() throws {
    #expect(try fault("") == nil)
    #expect(try fault("\n\n# nothing\n") == nil)
    #expect(try fault("\u{FEFF}let a = 1") == nil)
  }

  @Test func quitEndsAScript() throws {
    #expect(try fault("quit\nnosuch") == nil)
  }

  @Test func controlCharactersDoNotReachTheTerminal() throws {
    let said = try fault("print \"\u{1B}[2J\" + nosuch\u{07}")
    #expect(said?.unicodeScalars.contains { $0.value < 32 && $0 != "\n" } == false)
    let session = try SessionUnderTest()
    #expect(try !session.type("print \"\u{1B}[2J\"").contains("\u{1B}"))
    #expect(try !session.type("let a = \"\u{1B}[2J\"").contains("\u{1B}"))
    #expect(try session.type("print \"\u{1B}]0;title\u{07}\"") == "\\u{1B}]0;title\\u{7}\n")
  }
}
