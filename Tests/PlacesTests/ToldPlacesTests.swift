import Places
import Testing

/// The index of told places gives what comparing every place would give.
@Suite struct ToldPlacesTests {
  /// A told place made by chance of a few names, so that many are alike: with numbers, poles, crossings,
  /// slips, and nothing at all.
  private static func told(
    _ places: [Place], _ slips: inout SlipMaker, _ dice: inout PlaceDice
  ) -> String {
    let place = dice.pick(places)
    let number = ["", "\(dice.below(40))号", "\(dice.below(9))幢"][dice.below(3)]
    switch dice.below(12) {
    case 0: return place.name + dice.pick(places).name + "路口"
    case 1: return "\(place.name)电线杆\(dice.below(4) * 10_001 + 3)"
    case 2: return "杆号\(dice.below(4) * 10_001 + 3)"
    case 3: return (place.district) + place.name + number
    case 4: return place.name + "对面"
    case 5: return String(place.name.prefix(1))
    case 6: return dice.below(3) == 0 ? "" : String(place.name.prefix(2))
    case 7...9: return (slips.typed(place, slip: dice.pick(PlaceSlip.allCases)) ?? place.name) + number
    default: return place.name + number
    }
  }

  @Test(arguments: UInt64(1)...6)
  func `what is alike is found, and nothing else`(seed: UInt64) {
    var maker = GeneratedPlaces(seed: seed)
    let names = maker.make(40)
    var (dice, slips) = (PlaceDice(seed: seed), SlipMaker(seed: seed))
    var index = ToldPlaces<Int>()
    var plain: [Int: ToldPlace] = [:]
    var met = 0
    for step in 0..<600 {
      let place = ToldPlace(Self.told(names, &slips, &dice))
      // One in eight is told anew.
      let key = step > 0 && dice.below(8) == 0 ? dice.below(step) : step
      index.set(place, of: key)
      plain[key] = place
      if dice.below(200) == 0 {
        let last = dice.below(step + 1)
        index.keep { $0 >= last / 2 }
        plain = plain.filter { $0.key >= last / 2 }
      }
      let asked = ToldPlace(Self.told(names, &slips, &dice))
      for permille in [ToldPlaces<Int>.leastFound, 500, 600, 850, 1_000] {
        let expected = plain.mapValues { PlaceLikeness($0, asked).permille }.filter { $0.value >= permille }
        met += expected.count
        #expect(index.likenesses(to: asked, atLeast: permille) == expected, "\(asked.text)")
      }
    }
    #expect(index.count == plain.count && plain.allSatisfy { index[$0.key] == $0.value })
    // Enough of them are alike for the comparison to say something.
    #expect(met > 10_000, "\(met)")
  }
}
