/// Words a search knows about.
public enum SearchWords {
  /// Characters that stand in very many places, names and reports, the most common first: poor ones to look
  /// for.
  public static let commonCharacters = "的路区号人一小在不新中大有街村门口东西南北市园城公司楼幢室单元上下里河桥广场学校站车电话先生女士我他打来去说了是被这那个们"
}
