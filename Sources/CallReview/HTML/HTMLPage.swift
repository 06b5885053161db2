import Catalogue

/// One self-contained page: no script, nothing from a network, the same on paper.
///
/// The content security policy lets nothing in but the page's own style sheet.
public struct HTMLPage: Sendable {
  /// The title, shown by the browser and in the head of the page.
  public let title: String
  /// The language of the words.
  public let language: UserLanguage

  /// A page from its parts.
  public init(title: String, language: UserLanguage) {
    self.title = title
    self.language = language
  }

  /// The whole file, with what `body` writes inside `main`.
  public func render(_ body: (inout HTMLWriter) -> Void) -> String {
    var writer = HTMLWriter()
    writer.element("html", [("lang", language == .chinese ? "zh-CN" : "en")]) { html in
      html.newline()
      html.element("head") { head in
        head.void("meta", [("charset", "utf-8")])
        head.void(
          "meta",
          [
            ("http-equiv", "Content-Security-Policy"),
            ("content", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"),
          ])
        head.void("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
        head.element("title", title)
        head.style(HTMLStyle.sheet)
      }
      html.newline()
      html.element("body") { part in part.element("main") { main in body(&main) } }
      html.newline()
    }
    return "<!DOCTYPE html>\n" + writer.html + "\n"
  }
}
